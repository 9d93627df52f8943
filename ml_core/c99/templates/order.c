/* How many come before number i when the largest is first; equals keep their order. */
static int32_t rank_of(const float *values, int32_t i)
{
    int32_t rank = 0;

    for (int32_t j = 0; j < TRAINED; j++) {
        rank += values[j] > values[i] || (values[j] == values[i] && j < i);
    }
    return rank;
}

/* Hands the trained scenes' cosines out again, the largest to the head's first choice. */
static void in_order_of_head(const float *logits, float *cosines)
{
    float falling[TRAINED];

    for (int32_t i = 0; i < TRAINED; i++) {
        falling[rank_of(cosines, i)] = cosines[i];
    }
    for (int32_t i = 0; i < TRAINED; i++) {
        cosines[i] = falling[rank_of(logits, i)];
    }
}

/* How sure the trained head is: the largest share of the softmax of its logits. */
static float certainty(const float *logits)
{
    float most = logits[0], sum = 0.0f;

    for (int32_t i = 1; i < TRAINED; i++) {
        most = logits[i] > most ? logits[i] : most;
    }
    for (int32_t i = 0; i < TRAINED; i++) {
        sum += expf(logits[i] - most);
    }
    return 1.0f / sum;
}
