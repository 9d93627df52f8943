/* How many of n places, one every `step` from `start` on, come before `end`. */
static int32_t places(int32_t start, int32_t end, int32_t step, int32_t n)
{
    int32_t found = end - start;

    if (found <= 0) {
        return 0;
    }
    found = step == 1 ? found : (found + step - 1) / step;
    return found < n ? found : n;
}

/* What is read for one row of an output. */
struct stripe {
    const int8_t *weights; /* from the first kernel row that lies within the map */
    const uint8_t *in;     /* the row of the first input it lies on */
    int32_t rows;          /* of the kernel that lie within the map */
    int32_t size;          /* of an input map */
    int32_t skip;          /* weights from one input's last such row to the next one's first */
};

/* The sum of one output pixel; `column` is where its kernel begins. */
static int32_t one_sum(const struct convolution *c, const struct stripe *stripe, int32_t column)
{
    const int32_t next = c->column_dilation;
    const int32_t first = places(column, 0, next, c->kernel_columns);
    const int32_t end = places(column, c->columns, next, c->kernel_columns);
    const int8_t *w = stripe->weights;
    int32_t sum = 0, total = 0;

    for (int32_t input = 0; input < c->inputs; input++, w += stripe->skip) {
        const uint8_t *row = stripe->in + input * stripe->size;

        for (int32_t k = 0; k < stripe->rows; k++, w += c->kernel_columns) {
            for (int32_t l = first; l < end; l++) {
                sum += w[l] * row[column + l * next];
                total += w[l];
            }
            row += c->row_dilation * c->columns;
        }
    }
    return sum - total * c->in_zero;
}

/* The sums of four neighbours whose kernels lie within all columns. */
static void four_sums(const struct convolution *c, const struct stripe *stripe, int32_t column,
                      int32_t sums[4])
{
    const int32_t step = c->column_stride, next = c->column_dilation;
    const int8_t *w = stripe->weights;
    int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0, total = 0;

    for (int32_t input = 0; input < c->inputs; input++, w += stripe->skip) {
        const uint8_t *row = stripe->in + input * stripe->size + column;

        for (int32_t k = 0; k < stripe->rows; k++) {
            const int8_t *const end = w + c->kernel_columns;
            const uint8_t *pixel = row;

            for (; w < end; w++, pixel += next) {
                const int32_t weight = *w;

                s0 += weight * pixel[0];
                s1 += weight * pixel[step];
                s2 += weight * pixel[2 * step];
                s3 += weight * pixel[3 * step];
                total += weight;
            }
            row += c->row_dilation * c->columns;
        }
    }
    sums[0] = s0 - total * c->in_zero;
    sums[1] = s1 - total * c->in_zero;
    sums[2] = s2 - total * c->in_zero;
    sums[3] = s3 - total * c->in_zero;
}

/* One output; `maps` are its inputs. */
static void one_output(const struct convolution *c, int32_t output, const uint8_t *maps,
                       uint8_t *out)
{
    const int32_t n_weights = (int32_t)c->kernel_rows * c->kernel_columns;
    const int8_t *weights = c->weights + output * c->inputs * n_weights;
    const int32_t first = c->first ? c->first[output] : 0;
    const int32_t left = first * c->column_dilation - c->left;
    const int32_t reach = 3 * c->column_stride + (c->kernel_columns - 1) * c->column_dilation;
    const int32_t bias = c->bias[output], zero = c->zero;
    const float factor = c->factors[output];
    const float least = (float)(c->low - zero), most = (float)(255 - zero);

    for (int32_t r = 0; r < c->out_rows; r++) {
        const int32_t top = r * c->row_stride - c->top;
        const int32_t first_row = places(top, 0, c->row_dilation, c->kernel_rows);
        const int32_t end_row = places(top, c->rows, c->row_dilation, c->kernel_rows);
        const int32_t rows = end_row > first_row ? end_row - first_row : 0;
        const struct stripe stripe = {
            weights + first_row * c->kernel_columns,
            rows ? maps + (top + first_row * c->row_dilation) * c->columns : maps,
            rows,
            (int32_t)c->rows * c->columns,
            n_weights - rows * c->kernel_columns,
        };
        uint8_t *line = out + r * c->row_step;
        int32_t column = left;

        for (int32_t s = 0; s < c->out_columns;) {
            const int32_t inside = column >= 0 && column + reach < c->columns;
            const int32_t n = inside && s + 4 <= c->out_columns ? 4 : 1;
            int32_t sums[4];

            if (n == 4) {
                four_sums(c, &stripe, column, sums);
            } else {
                sums[0] = one_sum(c, &stripe, column);
            }
            for (int32_t i = 0; i < n; i++, s++) {
                line[s * c->column_step] = rounded_sum(sums[i] + bias, factor, least, most, zero);
            }
            column += n * c->column_stride;
        }
    }
}

/* Any convolution, with groups, strides, dilation and padding. */
static void sliding(const struct convolution *c, const uint8_t *in, uint8_t *out)
{
    const int32_t size = (int32_t)c->rows * c->columns;
    const int32_t out_size = (int32_t)c->out_rows * c->out_columns;

    for (int32_t output = 0; output < c->outputs; output++) {
        const uint8_t *maps = in + output / c->outputs_of_group * c->inputs * size;

        one_output(c, output, maps, out + (c->places ? c->places[output] : output * out_size));
    }
}
