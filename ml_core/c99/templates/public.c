static void finish(float *memory, $NAME_result *result)
{
    run(memory);
    for (int32_t i = 0; i < TRAINED; i++) {
        result->logits[i] = memory[LOGITS + i];
    }
    for (int32_t i = 0; i < EMBEDDING; i++) {
        result->embedding[i] = memory[EMBEDDED + i];
    }
    near_to(result->embedding, result->cosines);
#if SCENES > TRAINED
    {
        /* where the head is sure, the trained scenes come nearer */
        const float gain = HEAD_WEIGHT * (certainty(result->logits) - HEAD_MIDDLE);
        float scaled[SCENES];

        in_order_of_head(result->logits, result->cosines);
        for (int32_t i = 0; i < SCENES; i++) {
            scaled[i] = COSINE_SCALE * (result->cosines[i] + (i < TRAINED ? gain : 0.0f));
        }
        softmax(scaled, 1.0f, SCENES, result->scores);
        softmax(scaled, 1.0f, SCENES, result->chances);
    }
#else
    softmax(result->logits, 1.0f, SCENES, result->scores);
    softmax(result->logits, TEMPERATURE, SCENES, result->chances);
#endif
}

void $NAME_classify($NAME_memory *memory, const $NAME_sample *samples, $NAME_result *result)
{
    float *numbers = memory->numbers;

    for (int32_t frame = 0; frame < FRAMES; frame++) {
        const float *weights = band_weights;

        spectrum(samples, frame, SPECTRUM(memory));
        for (int32_t i = 0; i < BANDS; i++) {
            const float x = band(SPECTRUM(memory), i, &weights);

            INPUT(numbers)[i * FRAMES + frame] = ENTERED(x);
        }
    }
    finish(numbers, result);
}

void $NAME_network($NAME_memory *memory, const float *log_mel, $NAME_result *result)
{
    for (int32_t i = 0; i < BANDS * FRAMES; i++) {
        INPUT(memory->numbers)[i] = ENTERED(log_mel[i]);
    }
    finish(memory->numbers, result);
}

void $NAME_log_mel($NAME_memory *memory, const $NAME_sample *samples, float *log_mel)
{
    for (int32_t frame = 0; frame < FRAMES; frame++) {
        const float *weights = band_weights;

        spectrum(samples, frame, SPECTRUM(memory));
        for (int32_t i = 0; i < BANDS; i++) {
            log_mel[i * FRAMES + frame] = band(SPECTRUM(memory), i, &weights);
        }
    }
}

int $NAME_choose(const float *scores, const float *cosines, $NAME_unknown unknown)
{
    const float *least = thresholds + (int32_t)unknown * SCENES;
    int32_t found = -1;

    for (int32_t i = 0; i < SCENES; i++) {
        if (cosines[i] >= least[i] && (found < 0 || scores[i] > scores[found])) {
            found = i;
        }
    }
#if SCENES == TRAINED
    if (found >= 0) { /* near to anything at all: then the scores alone decide */
        for (int32_t i = 0; i < SCENES; i++) {
            if (scores[i] > scores[found] || (scores[i] == scores[found] && i < found)) {
                found = i;
            }
        }
    }
#endif
    return (int)found;
}
