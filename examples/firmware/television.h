/* A television's part of the protocol, over whatever carries bytes: sign-in, the right to watch, logout. */
#ifndef TELEVISION_H
#define TELEVISION_H

#include "tvpass.h"

/* One attempt at a request, for a log. Nothing of it is secret. */
typedef struct television_exchange {
  /* One of tvpass_method, and path and query. */
  uint32_t method;
  tvpass_string target;
  /* 0 if nothing answered, for the reason in `result`. */
  uint32_t http_status;
  tvpass_result result;
  uint64_t millis;
  /* 2 where the connection that was open had been closed by the server. */
  uint32_t attempt;
} television_exchange;

/* What the firmware brings. Every function gets `self`. */
typedef struct television_platform {
  void *self;
  /* The two clocks and a random number. */
  tvpass_now (*now)(void *self);
  /* Tells the viewer, or the log. */
  void (*tell)(void *self, const char *what, tvpass_string text);
  /* Keeps what must survive a restart where the platform keeps secrets; 0 if it could not. */
  int (*keep)(void *self, tvpass_bytes saved);
  /* Is told of each attempt at a request; may be NULL. */
  void (*observe)(void *self, const television_exchange *exchange);

  /* The rest is for television_run alone. Sends all of a message to the service, over the open connection or a new one; 0 if it
   * could not. */
  int (*send)(void *self, tvpass_bytes message);
  /* Waits for bytes and reads them; their number, 0 if the connection was closed, negative if it failed. */
  int32_t (*receive)(void *self, tvpass_buffer space);
  /* Closes the connection. */
  void (*close)(void *self);
  /* Returns at this time of the monotonic clock; 0 where the job is given up instead. */
  int (*wait)(void *self, uint64_t until_millis);
} television_platform;

/* Target and body of a request: the software statement or a SAML answer is the longest that goes in. */
#define TELEVISION_REQUEST_BYTES 2048
/* One HTTP message: a request with all its headers, then the body of its response. */
#define TELEVISION_MESSAGE_BYTES 8192

/* The state that is kept over a restart: TVPASS_SAVED_BYTES always suffice, this where no text has to be escaped. */
#define TELEVISION_SAVED_BYTES (TVPASS_SMALL_STORAGE + 512)

typedef struct television television;

/* A job of the television: a flow, and what its steps mean to the viewer. A program links those that it names. */
typedef struct television_flow {
  /* Makes the flow in `tv->flow`. */
  tvpass_result (*begin)(television *tv);
  tvpass_result (*handle)(television *tv, const tvpass_now *now, const tvpass_event *event);
  tvpass_result (*write)(television *tv, tvpass_buffer buffer);
  /* Does what a question wants of the viewer; the event that comes of it. NULL for a flow that asks nothing. */
  tvpass_event (*ask)(television *tv);
  /* Tells the viewer of an end that is no stop. */
  void (*end)(television *tv);
} television_flow;

extern const television_flow television_sign_in;
extern const television_flow television_authorize;
extern const television_flow television_logout;

/* The settings of the television. The texts stay where they are. */
typedef struct television_settings {
  tvpass_app app;
  tvpass_sign_in_arguments sign_in;
  /* The resource that the viewer wants to watch. */
  tvpass_string resource;
} television_settings;

/* All the memory that it needs. */
struct television {
  television_platform platform;
  television_settings settings;
  tvpass_installation installation;
  union {
    tvpass_sign_in sign_in;
    tvpass_authorization authorization;
    tvpass_logout logout;
    tvpass_service_token service_token;
    tvpass_check_sign_in check_sign_in;
    tvpass_link_device link_device;
    tvpass_list_devices list_devices;
    tvpass_unlink_devices unlink_devices;
  } flow;
  const television_flow *running;
  tvpass_step step;
  /* 1 while the connection of television_run is open. */
  int is_connected;
  uint8_t memory[TVPASS_INSTALLATION_BYTES(TVPASS_SMALL_STORAGE)];
  uint8_t request[TELEVISION_REQUEST_BYTES];
  uint8_t message[TELEVISION_MESSAGE_BYTES];
  uint8_t saved[TELEVISION_SAVED_BYTES];
};

/* Takes up what was kept; an empty `saved` is a first start, and so is one that is damaged, once that is told. */
tvpass_result television_start(television *tv, const television_platform *platform,
                               const television_settings *settings, tvpass_bytes saved);

/* Runs a flow to its end, and waits where it has to; the kind of its last step, which stays in `tv->step`. */
uint32_t television_run(television *tv, const television_flow *flow);

/* The parts of a run, for firmware with an event loop. First a flow begins. */
tvpass_result television_begin(television *tv, const television_flow *flow);
/* Decides what comes of an event, saves, and writes the step to `tv->step`. */
tvpass_result television_turn(television *tv, const tvpass_event *event);
/* Does what a step wants of the viewer, if it is none that sends, waits or ends; the event that comes of it. */
tvpass_event television_ask(television *tv);
/* Tells the viewer of the last step. */
void television_tell_end(television *tv);
/* Tells the viewer something: a text of the program's own, or one of an answer. */
void television_tell(television *tv, const char *what, tvpass_string text);
void television_tell_text(television *tv, const char *what, const tvpass_text *text);
void television_tell_profile(television *tv, const tvpass_profile *profile);

/* An event that nothing belongs to. */
tvpass_event television_event(uint32_t kind);

/* Memory as a buffer. */
tvpass_buffer television_buffer(uint8_t *bytes, uint32_t capacity);

/* The text that a literal is. */
#define TELEVISION_TEXT(literal) { (literal), (uint32_t)(sizeof(literal) - 1) }

/* Text up to its zero. */
tvpass_string television_text(const char *text);

#endif
