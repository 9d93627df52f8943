/* Any convolution, with groups. */
static void sliding(const struct convolution *c, const uint8_t *in, uint8_t *out)
{
    const int32_t size = (int32_t)c->rows * c->columns;
    const int32_t out_size = (int32_t)c->out_rows * c->out_columns;

    for (int32_t output = 0; output < c->outputs; output++) {
        const uint8_t *maps = in + output / c->outputs_of_group * c->inputs * size;

        one_output(c, output, maps, out + (c->places ? c->places[output] : output * out_size));
    }
}
