/* What a recording is: raw samples at $RATE_HZ Hz, one channel, from a file or from standard
   input. They are float32, or int16 where everything is compiled with -D$UPPER_INT16.

       sox in.wav -r $RATE_HZ -c 1 -e float -b 32 -t raw - | ./$NAME */
#include "$NAME.h"

#include <stdio.h>
#include <string.h>

static $NAME_memory memory;
static $NAME_sample samples[$UPPER_SAMPLES];
static $NAME_result result;

static void print_decision(const char *when, const float *scores, const float *cosines)
{
    const int scene = $NAME_choose(scores, cosines, $UPPER_$DEFAULT);

    printf("%s\t%s", when, scene < 0 ? "unknown" : $NAME_scenes[scene]);
    for (int i = 0; i < $UPPER_SCENES; i++) {
        printf("\t%.6f", (double)scores[i]);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : stdin;
    float scores[$UPPER_SCENES] = {0.0f}, cosines[$UPPER_SCENES] = {0.0f};
    float heard = 0.0f;
    long windows = 0;
    size_t n;

    if (!file) {
        fprintf(stderr, "%s cannot be opened.\n", argv[1]);
        return 1;
    }
    while ((n = fread(samples, sizeof samples[0], $UPPER_SAMPLES, file)) > 0) {
        const float share = (float)n / $UPPER_SAMPLES; /* the rest of the last window is silence */
        char when[32];

        memset(samples + n, 0, ($UPPER_SAMPLES - n) * sizeof samples[0]);
        $NAME_classify(&memory, samples, &result);
        snprintf(when, sizeof when, "%.3f", (double)windows * $UPPER_SAMPLES / $UPPER_RATE_HZ);
        print_decision(when, result.scores, result.cosines);
        for (int i = 0; i < $UPPER_SCENES; i++) {
            scores[i] += result.scores[i];
            cosines[i] += result.cosines[i] * share;
        }
        heard += share;
        windows++;
    }
    if (file != stdin) {
        fclose(file);
    }
    if (windows == 0) {
        fprintf(stderr, "No samples.\n");
        return 1;
    }
    for (int i = 0; i < $UPPER_SCENES; i++) {
        scores[i] /= (float)windows;
        cosines[i] /= heard;
    }
    print_decision("all", scores, cosines);
    return 0;
}
