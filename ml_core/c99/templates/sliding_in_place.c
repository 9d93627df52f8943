/* A convolution of every map by itself, into its own place: `held` has room for one map. */
static void sliding_in_place(const struct convolution *c, uint8_t *held, uint8_t *maps)
{
    const int32_t size = (int32_t)c->rows * c->columns;
    const int32_t out_size = (int32_t)c->out_rows * c->out_columns;

    for (int32_t output = 0; output < c->outputs; output++) {
        for (int32_t i = 0; i < size; i++) {
            held[i] = maps[output * size + i];
        }
        one_output(c, output, held, maps + output * out_size);
    }
}
