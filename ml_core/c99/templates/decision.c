/* Scores of one window: the softmax of values / temperature. */
static void softmax(const float *values, float temperature, int32_t n, float *scores)
{
    float most = values[0], sum = 0.0f;

    for (int32_t i = 1; i < n; i++) {
        most = values[i] > most ? values[i] : most;
    }
    for (int32_t i = 0; i < n; i++) {
        scores[i] = expf((values[i] - most) / temperature);
        sum += scores[i];
    }
    for (int32_t i = 0; i < n; i++) {
        scores[i] /= sum;
    }
}

/* Cosines of the embedding, seen from the centre of all scenes, to every scene's direction. */
static void near_to(const float *embedding, float *cosines)
{
    float square = 0.0f, length;

    for (int32_t i = 0; i < EMBEDDING; i++) {
        const float x = embedding[i] - centre[i];

        square += x * x;
    }
    length = sqrtf(square);
    length = length > 1e-12f ? length : 1e-12f;
    for (int32_t scene = 0; scene < SCENES; scene++) {
        const float *direction = directions + scene * EMBEDDING;
        float sum = 0.0f, any = 0.0f;

        for (int32_t i = 0; i < EMBEDDING; i++) {
            sum += (embedding[i] - centre[i]) / length * direction[i];
            any += direction[i] * direction[i];
        }
        cosines[scene] = any > 0.0f ? sum : -1.0f; /* a scene nothing is known of is far */
    }
}
