/* The nearest whole number, halves to the even one; exact for |x| < 2^22, and far quicker than
   rintf where there is no instruction for it. */
static int32_t nearest(float x)
{
    const float shifted = x + 12582912.0f; /* 1.5 * 2^23: the last bit now counts one */

    return (int32_t)(shifted - 12582912.0f);
}

/* saturate(round(x) + zero), not below low. */
static uint8_t saturated(float x, int32_t zero, int32_t low)
{
    const float least = (float)(low - zero);
    const float most = (float)(255 - zero);

    if (!(x > least)) {
        return (uint8_t)low;
    }
    return (uint8_t)(nearest(x < most ? x : most) + zero);
}
