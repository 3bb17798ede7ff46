/* What a JSON value is, in the words of messages.h. */
#ifndef TVPASS_BENCHMARKS_KIND_H
#define TVPASS_BENCHMARKS_KIND_H

enum kind { KIND_NULL, KIND_FLAG, KIND_NUMBER, KIND_TEXT, KIND_LIST, KIND_OBJECT };

#endif
