/* A convolution that was left in float, summed in double. */
struct float_convolution {
    const float *weights, *bias;
    int16_t outputs, inputs, outputs_of_group, rows, columns, out_rows, out_columns;
    int16_t kernel_rows, kernel_columns, row_stride, column_stride;
    int16_t row_dilation, column_dilation, top, left;
};

static void float_sliding(const struct float_convolution *c, const float *in, float *out)
{
    const int32_t size = (int32_t)c->rows * c->columns;
    const int32_t n_weights = (int32_t)c->inputs * c->kernel_rows * c->kernel_columns;

    for (int32_t output = 0; output < c->outputs; output++) {
        const float *maps = in + output / c->outputs_of_group * c->inputs * size;

        for (int32_t place = 0; place < (int32_t)c->out_rows * c->out_columns; place++) {
            const int32_t top = place / c->out_columns * c->row_stride - c->top;
            const int32_t left = place % c->out_columns * c->column_stride - c->left;
            const float *w = c->weights + output * n_weights;
            double sum = 0.0;

            for (int32_t input = 0; input < c->inputs; input++) {
                for (int32_t k = 0; k < c->kernel_rows; k++) {
                    const int32_t row = top + k * c->row_dilation;

                    for (int32_t l = 0; l < c->kernel_columns; l++, w++) {
                        const int32_t column = left + l * c->column_dilation;

                        if (row >= 0 && row < c->rows && column >= 0 && column < c->columns) {
                            sum += (double)*w * maps[input * size + row * c->columns + column];
                        }
                    }
                }
            }
            *out++ = (float)(sum + c->bias[output]);
        }
    }
}
