/* One pixel in, one pixel out: eight of them at a time, so that every weight is read once for
   them. */
static void pointwise(const struct convolution *c, const uint8_t *in, uint8_t *out)
{
    const int32_t size = (int32_t)c->rows * c->columns;

    for (int32_t start = 0; start < size; start += 8) {
        const int32_t n = size - start < 8 ? size - start : 8;
        const int8_t *weight = c->weights;

        for (int32_t output = 0; output < c->outputs; output++) {
            const uint8_t *pixel = in + start;
            int32_t sums[8];

            for (int32_t i = 0; i < 8; i++) {
                sums[i] = c->bias[output];
            }
            if (n == 8) {
                for (int32_t input = 0; input < c->inputs; input++) {
                    const int32_t w = *weight++;

                    for (int32_t i = 0; i < 8; i++) {
                        sums[i] += w * pixel[i];
                    }
                    pixel += size;
                }
            } else {
                for (int32_t input = 0; input < c->inputs; input++) {
                    const int32_t w = *weight++;

                    for (int32_t i = 0; i < n; i++) {
                        sums[i] += w * pixel[i];
                    }
                    pixel += size;
                }
            }
            for (int32_t i = 0; i < n; i++) {
                out[output * size + start + i] = rounded_sum(c, output, sums[i]);
            }
        }
    }
}
