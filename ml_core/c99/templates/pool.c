/* How a kernel moves over maps. */
struct pooling {
    int16_t channels, rows, columns, out_rows, out_columns;
    int16_t kernel_rows, kernel_columns, row_stride, column_stride;
    int16_t row_dilation, column_dilation, top, left;
};

/* The largest number under a kernel. */
static void largest(const struct pooling *p, const uint8_t *in, uint8_t *out)
{
    for (int32_t channel = 0; channel < p->channels; channel++) {
        for (int32_t r = 0; r < p->out_rows; r++) {
            for (int32_t s = 0; s < p->out_columns; s++) {
                uint8_t found = 0;

                for (int32_t k = 0; k < p->kernel_rows; k++) {
                    const int32_t row = r * p->row_stride - p->top + k * p->row_dilation;

                    for (int32_t l = 0; l < p->kernel_columns && row >= 0 && row < p->rows; l++) {
                        const int32_t column =
                            s * p->column_stride - p->left + l * p->column_dilation;

                        if (column >= 0 && column < p->columns
                            && in[row * p->columns + column] > found) {
                            found = in[row * p->columns + column];
                        }
                    }
                }
                *out++ = found;
            }
        }
        in += (int32_t)p->rows * p->columns;
    }
}
