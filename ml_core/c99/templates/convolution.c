/* A convolution of rounded maps. Sizes are rows, columns. */
struct convolution {
    const int8_t *weights; /* outputs x inputs x kernel rows x kernel columns */
    const int32_t *bias;
    const float *factors;     /* of each output's sums */
    const uint8_t *first;     /* how far right each output's kernel columns begin, or NULL */
    const int32_t *places;    /* where each output's map begins, or NULL: one behind the other */
    int16_t outputs, inputs;  /* inputs: channels each output is made of */
    int16_t outputs_of_group; /* neighbours that are made of the same inputs */
    int16_t row_step, column_step; /* between the numbers of an output's map */
    int16_t rows, columns;
    int16_t out_rows, out_columns;
    int16_t kernel_rows, kernel_columns;
    int16_t row_stride, column_stride;
    int16_t row_dilation, column_dilation;
    int16_t top, left;               /* padding */
    int16_t held_rows, held_columns; /* of one map with its margins, where it is held apart */
    uint8_t in_zero;                 /* 0 where bias already holds what it brings */
    uint8_t zero, low;               /* of the output; low is its smallest number */
};

static uint8_t rounded_sum(int32_t sum, float factor, float least, float most, int32_t zero)
{
    const float steps = (float)sum * factor;

    return saturated(steps, least, most, zero);
}
