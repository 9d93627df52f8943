/* $TITLE: weights, integer kernels and front end. See README.txt.

   Rounding is that of the ONNX operators, to the bit: compile without -ffast-math, and with
   -ffp-contract=off where it is not the default (it is with -std=c99). */
#include "$NAME.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif
#if defined(__FAST_MATH__)
#error "compile without -ffast-math: it rounds otherwise"
#endif
#if FLT_EVAL_METHOD == 2 || FLT_EVAL_METHOD < 0
#error "float must be computed as float: on 32-bit x86, -msse2 -mfpmath=sse"
#endif

#ifdef ASC_TRACE
#define TRACE(name, place, n) asc_trace(name, (const uint8_t *)memory + (place), n)
#else
#define TRACE(name, place, n) ((void)0)
#endif
#define SAMPLE $NAME_sample
#ifdef $UPPER_INT16
#define LEVEL(sample) ((float)(sample) / 32768.0f)
#else
#define LEVEL(sample) (sample)
#endif
