/* Every output is made of the one map in its place, which is held apart with its margins: so
   nothing has to look where a map ends, and the result may take its place. The bias holds what
   the zero point brings. */
static void map_by_map(const struct convolution *c, uint8_t *held, const uint8_t *in, uint8_t *out)
{
    const int32_t width = c->held_columns, step = c->column_stride, next = c->column_dilation;
    const int32_t lines = c->held_rows - c->top < c->rows ? c->held_rows - c->top : c->rows;
    const int32_t line = width - c->left < c->columns ? width - c->left : c->columns;
    const int32_t kernel_rows = c->kernel_rows, kernel_columns = c->kernel_columns;
    const int32_t out_columns = c->out_columns, zero = c->zero;
    const float least = (float)(c->low - zero), most = (float)(255 - zero);
    const int8_t *weights = c->weights;

    for (int32_t i = 0; i < c->held_rows * width; i++) {
        held[i] = c->in_zero;
    }
    for (int32_t output = 0; output < c->outputs; output++) {
        const uint8_t *begin = held + (c->first ? c->first[output] : 0) * next;
        const int32_t bias = c->bias[output];
        const float factor = c->factors[output];

        for (int32_t r = 0; r < lines; r++) {
            uint8_t *to = held + (r + c->top) * width + c->left;

            for (int32_t s = 0; s < line; s++) {
                to[s] = in[r * c->columns + s];
            }
        }
        for (int32_t r = 0; r < c->out_rows; r++) {
            const uint8_t *from = begin + r * c->row_stride * width;
            int32_t s = 0;

            for (; s + 4 <= out_columns; s += 4, from += 4 * step) {
                const int8_t *w = weights;
                int32_t s0 = bias, s1 = bias, s2 = bias, s3 = bias;

                for (int32_t k = 0; k < kernel_rows; k++) {
                    const uint8_t *pixel = from + k * c->row_dilation * width;

                    for (int32_t l = 0; l < kernel_columns; l++, pixel += next) {
                        const int32_t weight = *w++;

                        s0 += weight * pixel[0];
                        s1 += weight * pixel[step];
                        s2 += weight * pixel[2 * step];
                        s3 += weight * pixel[3 * step];
                    }
                }
                *out++ = rounded_sum(s0, factor, least, most, zero);
                *out++ = rounded_sum(s1, factor, least, most, zero);
                *out++ = rounded_sum(s2, factor, least, most, zero);
                *out++ = rounded_sum(s3, factor, least, most, zero);
            }
            for (; s < out_columns; s++, from += step) {
                const int8_t *w = weights;
                int32_t sum = bias;

                for (int32_t k = 0; k < kernel_rows; k++) {
                    for (int32_t l = 0; l < kernel_columns; l++) {
                        sum += *w++ * from[k * c->row_dilation * width + l * next];
                    }
                }
                *out++ = rounded_sum(sum, factor, least, most, zero);
            }
        }
        weights += kernel_rows * kernel_columns;
        in += (int32_t)c->rows * c->columns;
    }
}
