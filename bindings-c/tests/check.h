/* Checks of the tests in C. */
#ifndef CHECK_H
#define CHECK_H

#include "tvpass.h"

#define CHECK(condition) check((condition) != 0, #condition, __FILE__, __LINE__)

/* Reports a condition that does not hold, and goes on. */
void check(int holds, const char *condition, const char *file, uint32_t line);

/* How many did not hold. */
uint32_t failed_checks(void);

#define LENGTH(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))
#define BUFFER(array) ((tvpass_buffer){(array), sizeof(array)})
#define BODY(literal) ((tvpass_bytes){(const uint8_t *)(literal), sizeof(literal) - 1})

/* The parts of the tests. */
void test_arguments(void);
void test_texts(void);
void test_cursors(void);
void test_installation(void);
void test_flows(void);
void test_killed(void);
void test_kept_token(void);
void test_single_sign_on(void);
void test_devices(void);
void test_http(void);

/* Headers that every call takes. */
tvpass_headers device_headers(void);

/* An application that every flow takes. */
tvpass_app app_of_tests(void);

/* An event that nothing belongs to. */
tvpass_event event_of(uint32_t kind);

/* A response whose body lasts as long as the text. */
tvpass_event response_of(uint32_t http_status, const char *body);

#endif
