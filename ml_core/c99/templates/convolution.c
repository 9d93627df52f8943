/* A convolution of rounded maps. Sizes are rows, columns. */
struct convolution {
    const int8_t *weights; /* outputs x inputs x kernel rows x kernel columns */
    const int32_t *bias;
    const float *factors;     /* of each output's sums */
    const uint8_t *first;     /* how far right each output's kernel columns begin, or NULL */
    const int32_t *places;    /* where each output's map begins, or NULL: one behind the other */
    int16_t outputs, inputs;  /* inputs: channels each output is made of */
    int16_t outputs_of_group; /* neighbours that are made of the same inputs */
    int16_t row_step, column_step; /* between the numbers of such a map */
    int16_t rows, columns;
    int16_t out_rows, out_columns;
    int16_t kernel_rows, kernel_columns;
    int16_t row_stride, column_stride;
    int16_t row_dilation, column_dilation;
    int16_t top, left;      /* padding */
    uint8_t in_zero, zero, low; /* in_zero is 0 where bias already holds what it brings */
};

static uint8_t rounded_sum(const struct convolution *c, int32_t output, int32_t sum)
{
    const float steps = (float)sum * c->factors[output];

    return saturated(steps, c->zero, c->low);
}
