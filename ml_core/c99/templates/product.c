/* n rows of numbers times a matrix, summed in double; bias may be NULL. */
static void product(const float *in, float *out, const float *matrix, const float *bias, int32_t n,
                    int32_t width, int32_t results)
{
    for (int32_t row = 0; row < n; row++, in += width) {
        for (int32_t k = 0; k < results; k++) {
            double sum = 0.0;

            for (int32_t i = 0; i < width; i++) {
                sum += (double)in[i] * matrix[k * width + i];
            }
            *out++ = (float)(bias ? sum + bias[k] : sum);
        }
    }
}
