/* QuantizeLinear. */
static uint8_t quantised(float x, float scale, int32_t zero)
{
    const float steps = x / scale;

    return saturated(steps, (float)-zero, (float)(255 - zero), zero);
}
