/* How many of n places, one every `step` from `start` on, come before `end`. */
static int32_t places(int32_t start, int32_t end, int32_t step, int32_t n)
{
    const int32_t found = start < end ? (end - start + step - 1) / step : 0;

    return found < n ? found : n;
}

/* The sum of one output pixel; `row` and `column` are where its kernel begins. */
static int32_t one_sum(const struct convolution *c, const int8_t *weights, const uint8_t *in,
                       int32_t row, int32_t column)
{
    const int32_t size = (int32_t)c->rows * c->columns;
    const int32_t first_row = places(row, 0, c->row_dilation, c->kernel_rows);
    const int32_t first_column = places(column, 0, c->column_dilation, c->kernel_columns);
    const int32_t end_row = places(row, c->rows, c->row_dilation, c->kernel_rows);
    const int32_t end_column = places(column, c->columns, c->column_dilation, c->kernel_columns);
    int32_t sum = 0;

    for (int32_t input = 0; input < c->inputs; input++) {
        for (int32_t k = first_row; k < end_row; k++) {
            const int8_t *w = weights + (input * c->kernel_rows + k) * c->kernel_columns;
            const uint8_t *map = in + input * size + (row + k * c->row_dilation) * c->columns;

            for (int32_t l = first_column; l < end_column; l++) {
                sum += w[l] * ((int32_t)map[column + l * c->column_dilation] - c->in_zero);
            }
        }
    }
    return sum;
}

/* The sums of eight neighbours in a row whose kernels lie within all columns. */
static void eight_sums(const struct convolution *c, const int8_t *weights, const uint8_t *in,
                       int32_t row, int32_t column, int32_t sums[8])
{
    const int32_t size = (int32_t)c->rows * c->columns;
    const int32_t first_row = places(row, 0, c->row_dilation, c->kernel_rows);
    const int32_t end_row = places(row, c->rows, c->row_dilation, c->kernel_rows);
    const int32_t stride = c->column_stride;
    const int32_t zero = c->in_zero;

    for (int32_t input = 0; input < c->inputs; input++) {
        for (int32_t k = first_row; k < end_row; k++) {
            const int8_t *w = weights + (input * c->kernel_rows + k) * c->kernel_columns;
            const uint8_t *map =
                in + input * size + (row + k * c->row_dilation) * c->columns + column;

            for (int32_t l = 0; l < c->kernel_columns; l++) {
                const uint8_t *pixel = map + l * c->column_dilation;

                if (stride == 1) {
                    for (int32_t i = 0; i < 8; i++) {
                        sums[i] += w[l] * (pixel[i] - zero);
                    }
                } else {
                    for (int32_t i = 0; i < 8; i++) {
                        sums[i] += w[l] * (pixel[i * stride] - zero);
                    }
                }
            }
        }
    }
}

/* One output of any convolution, with strides, dilation and padding; `maps` are its inputs. */
static void one_output(const struct convolution *c, int32_t output, const uint8_t *maps,
                       uint8_t *out)
{
    const int32_t n_weights = (int32_t)c->inputs * c->kernel_rows * c->kernel_columns;
    const int8_t *weights = c->weights + output * n_weights;
    const int32_t first = c->first ? c->first[output] : 0;
    const int32_t left = first * c->column_dilation - c->left;
    const int32_t reach = (c->kernel_columns - 1) * c->column_dilation;

    for (int32_t r = 0; r < c->out_rows; r++) {
        const int32_t row = r * c->row_stride - c->top;
        uint8_t *line = out + r * c->row_step;
        int32_t s = 0;

        while (s < c->out_columns) {
            const int32_t column = s * c->column_stride + left;
            const int32_t last = column + 7 * c->column_stride + reach;
            int32_t sums[8] = {0};
            int32_t n = 1;

            if (column >= 0 && last < c->columns && s + 8 <= c->out_columns) {
                eight_sums(c, weights, maps, row, column, sums);
                n = 8;
            } else {
                sums[0] = one_sum(c, weights, maps, row, column);
            }
            for (int32_t i = 0; i < n; i++, s++) {
                line[s * c->column_step] = rounded_sum(c, output, sums[i] + c->bias[output]);
            }
        }
    }
}
