/* The front end: log-mel of one window, frame by frame. Tables stand in front of it:

   taper     WINDOW numbers every frame is multiplied with
   quarter   sin(2 pi k / FFT) for k = 0 .. FFT / 4
   band_first, band_size, band_weights   the bins under every band, and their weights */

/* sin and cos of 2 pi k / FFT, for 0 <= k <= FFT / 2. */
static REAL sine(int32_t k)
{
    return quarter[k <= FFT / 4 ? k : FFT / 2 - k];
}

static REAL cosine(int32_t k)
{
    return k <= FFT / 4 ? quarter[FFT / 4 - k] : -quarter[k - FFT / 4];
}

/* The signal that frames are cut from, mirrored at both ends of the window. */
static float heard(const SAMPLE *samples, int32_t i)
{
#if CENTRED
    while (i < 0 || i >= SIGNAL) {
        i = i < 0 ? -i : 2 * (SIGNAL - 1) - i;
    }
#endif
#if SIGNAL < SAMPLES
    return LEVEL(samples[i + 1]) - PREEMPHASIS * LEVEL(samples[i]);
#else
    return LEVEL(samples[i]);
#endif
}

/* FFT / 2 complex numbers, real and imaginary parts in turn, to their transform in place. */
static void transform(REAL *z)
{
    for (int32_t i = 1, j = 0; i < FFT / 2; i++) { /* j is i with its bits in reverse */
        int32_t bit = FFT / 4;

        while (j & bit) {
            j ^= bit;
            bit >>= 1;
        }
        j |= bit;
        if (i < j) {
            const REAL real = z[2 * i], imaginary = z[2 * i + 1];

            z[2 * i] = z[2 * j];
            z[2 * i + 1] = z[2 * j + 1];
            z[2 * j] = real;
            z[2 * j + 1] = imaginary;
        }
    }
    for (int32_t half = 1; half < FFT / 2; half *= 2) {
        for (int32_t j = 0; j < half; j++) {
            const REAL c = cosine(j * (FFT / 2 / half));
            const REAL s = sine(j * (FFT / 2 / half));

            for (int32_t i = j; i < FFT / 2; i += 2 * half) {
                REAL *a = z + 2 * i, *b = z + 2 * (i + half);
                const REAL real = c * b[0] + s * b[1], imaginary = c * b[1] - s * b[0];

                b[0] = a[0] - real;
                b[1] = a[1] - imaginary;
                a[0] += real;
                a[1] += imaginary;
            }
        }
    }
}

static REAL strength(REAL real, REAL imaginary)
{
#if POWER == 2
    return real * real + imaginary * imaginary;
#else
    return ROOT(real * real + imaginary * imaginary);
#endif
}

/* One frame: afterwards z[2 * bin] is how strong the bin is, bin = 0 .. FFT / 2. */
static void spectrum(const SAMPLE *samples, int32_t number, REAL *z)
{
    const int32_t start = number * HOP + FIRST;

    for (int32_t i = 0; i < WINDOW; i++) {
        z[i] = heard(samples, start + i);
    }
#if PER_FRAME
    {
        double sum = 0.0;
        float mean, before;

        for (int32_t i = 0; i < WINDOW; i++) {
            sum += z[i];
        }
        mean = (float)(sum / WINDOW);
        before = (float)z[0] - mean;
        for (int32_t i = 0; i < WINDOW; i++) {
            const float level = (float)z[i] - mean;

            z[i] = level - PREEMPHASIS * before;
            before = level;
        }
    }
#endif
    for (int32_t i = 0; i < WINDOW; i++) {
        z[i] = (float)z[i] * taper[i];
    }
    for (int32_t i = WINDOW; i < FFT; i++) {
        z[i] = 0;
    }
    transform(z); /* even samples are the real, odd ones the imaginary parts */
    z[FFT] = z[0];
    z[FFT + 1] = z[1];
    for (int32_t k = 0; k <= FFT / 4; k++) {
        REAL *a = z + 2 * k, *b = z + FFT - 2 * k;
        const REAL even_real = (a[0] + b[0]) / 2, even_imaginary = (a[1] - b[1]) / 2;
        const REAL odd_real = (a[1] + b[1]) / 2, odd_imaginary = (b[0] - a[0]) / 2;
        const REAL c = cosine(k), s = sine(k);
        const REAL real = c * odd_real + s * odd_imaginary;
        const REAL imaginary = c * odd_imaginary - s * odd_real;

        b[0] = strength(even_real - real, even_imaginary - imaginary);
        a[0] = strength(even_real + real, even_imaginary + imaginary);
    }
}

/* What the network gets of one band of a spectrum; bands are asked for in order. */
static float band(const REAL *z, int32_t number, const float **weights)
{
    const REAL *bins = z + 2 * band_first[number];
    REAL sum = 0;

    for (int32_t i = 0; i < band_size[number]; i++) {
        sum += *(*weights)++ * bins[2 * i];
    }
    return (logf((float)sum + FLOOR) + OFFSET) / SCALE;
}
