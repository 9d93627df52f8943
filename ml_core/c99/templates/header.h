/* $TITLE: acoustic scenes, one window at a time. See README.txt. */
#ifndef $UPPER_H
#define $UPPER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define $UPPER_RATE_HZ $RATE_HZ
#define $UPPER_SAMPLES $SAMPLES /* of one window */
#define $UPPER_BANDS $BANDS
#define $UPPER_FRAMES $FRAMES
#define $UPPER_SCENES $SCENES /* those it was trained on first, then those it was taught */
#define $UPPER_TRAINED $TRAINED
#define $UPPER_EMBEDDING $EMBEDDING

/* Samples are float within -1..1, or int16_t where everything is compiled with -D$UPPER_INT16. */
#ifdef $UPPER_INT16
typedef int16_t $NAME_sample;
#else
typedef float $NAME_sample;
#endif

/* How easily a window is called unknown: never, or as the levels of the bundle say. */
typedef enum { $UPPER_OFF, $UPPER_LENIENT, $UPPER_NORMAL, $UPPER_STRICT } $NAME_unknown;

/* The workspace: whatever was in it is lost. One for every call that runs at the same time. */
typedef struct {
    float numbers[$MEMORY];
$SPECTRUM} $NAME_memory;

typedef struct {
    float logits[$UPPER_TRAINED];
    float embedding[$UPPER_EMBEDDING];
    float cosines[$UPPER_SCENES]; /* how near the window is to every scene */
    float scores[$UPPER_SCENES];  /* sum to one; their mean over a recording decides it */
    float chances[$UPPER_SCENES]; /* the same, calibrated: what to show people */
} $NAME_result;

/* Names of the scenes in UTF-8. */
extern const char *const $NAME_scenes[$UPPER_SCENES];

/* What $UPPER_SAMPLES samples are. */
void $NAME_classify($NAME_memory *memory, const $NAME_sample *samples, $NAME_result *result);

/* The index of the scene, the lower one of equals; -1 is unknown. */
int $NAME_choose(const float *scores, const float *cosines, $NAME_unknown unknown);

/* The two halves of classify: log_mel is $UPPER_BANDS rows of $UPPER_FRAMES numbers. */
void $NAME_log_mel($NAME_memory *memory, const $NAME_sample *samples, float *log_mel);
void $NAME_network($NAME_memory *memory, const float *log_mel, $NAME_result *result);

#ifdef ASC_TRACE
/* Yours to write: is shown every rounded tensor of the network as it is made. */
void asc_trace(const char *name, const uint8_t *numbers, int32_t n);
#endif

#ifdef __cplusplus
}
#endif

#endif
