/* The nearest whole number, halves to the even one; exact for |x| < 2^22, and far quicker than
   rintf where there is no instruction for it. */
static int32_t nearest(float x)
{
    const float shifted = x + 12582912.0f; /* 1.5 * 2^23: the last bit now counts one */

    return (int32_t)(shifted - 12582912.0f);
}

/* saturate(round(x) + zero), where least and most are the ends before zero is added. */
static uint8_t saturated(float x, float least, float most, int32_t zero)
{
    x = x > least ? x : least;
    x = x < most ? x : most;
    return (uint8_t)(nearest(x) + zero);
}
