/* One pixel in, one pixel out: four of them at a time, so that every weight is read once for
   them. The bias holds what the zero point brings. */
static void pointwise(const struct convolution *c, const uint8_t *in, uint8_t *out)
{
    const int32_t size = (int32_t)c->rows * c->columns;
    const int32_t rest = size % 4, outputs = c->outputs, inputs = c->inputs, zero = c->zero;
    const float least = (float)(c->low - zero), most = (float)(255 - zero);

    for (int32_t start = 0; start < size - rest; start += 4) {
        const int8_t *weight = c->weights;
        uint8_t *made = out + start;

        for (int32_t output = 0; output < outputs; output++, made += size) {
            const int8_t *const end = weight + inputs;
            const uint8_t *pixel = in + start;
            const float factor = c->factors[output];
            int32_t s0 = c->bias[output], s1 = s0, s2 = s0, s3 = s0;

            for (; weight < end; weight++, pixel += size) {
                const int32_t w = *weight;

                s0 += w * pixel[0];
                s1 += w * pixel[1];
                s2 += w * pixel[2];
                s3 += w * pixel[3];
            }
            made[0] = rounded_sum(s0, factor, least, most, zero);
            made[1] = rounded_sum(s1, factor, least, most, zero);
            made[2] = rounded_sum(s2, factor, least, most, zero);
            made[3] = rounded_sum(s3, factor, least, most, zero);
        }
    }
    for (int32_t i = 0; i < rest; i++) {
        const int8_t *weight = c->weights;
        const int32_t start = size - rest + i;

        for (int32_t output = 0; output < outputs; output++) {
            int32_t sum = c->bias[output];

            for (int32_t input = 0; input < inputs; input++) {
                sum += *weight++ * in[input * size + start];
            }
            out[output * size + start] =
                rounded_sum(sum, c->factors[output], least, most, zero);
        }
    }
}
