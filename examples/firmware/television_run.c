/* A flow from its beginning to its end on a thread of its own, over a connection that carries bytes: HTTP/1.1 by the library. */
#include <stddef.h>

#include "television.h"

static tvpass_result receive(television *tv, tvpass_http_response *response) {
  const tvpass_buffer message = television_buffer(tv->message, sizeof tv->message);
  tvpass_http_reader reader;
  uint32_t bytes = 0;
  tvpass_result result = tvpass_http_reader_init(&reader);
  while (result == TVPASS_RESULT_OK || result == TVPASS_RESULT_MORE) {
    tvpass_buffer space;
    int32_t count;
    result = tvpass_http_reader_space(&reader, message, &space);
    if (result != TVPASS_RESULT_OK) {
      break;
    }
    count = tv->platform.receive(tv->platform.self, space);
    if (count < 0) {
      return bytes == 0 ? TVPASS_RESULT_HTTP_CLOSED : TVPASS_RESULT_HTTP_TRUNCATED;
    }
    bytes += (uint32_t)count;
    result = tvpass_http_reader_received(&reader, message, (uint32_t)count, response, NULL);
    if (result == TVPASS_RESULT_OK) {
      return result;
    }
  }
  return result;
}

/* The message that goes out and the one that comes in share their memory. */
static tvpass_result attempt(television *tv, tvpass_http_response *response) {
  tvpass_bytes message;
  tvpass_result result = tvpass_http_request_write(
      tv->settings.app.base_url, &tv->step.content.request, TVPASS_CONNECTION_KEEP_ALIVE,
      television_buffer(tv->message, sizeof tv->message), &message, NULL);
  if (result != TVPASS_RESULT_OK) {
    return result;
  }
  result = TVPASS_RESULT_HTTP_CLOSED;
  if (tv->platform.send(tv->platform.self, message)) {
    result = receive(tv, response);
  }
  tv->is_connected = result == TVPASS_RESULT_OK && response->is_reusable;
  if (!tv->is_connected) {
    tv->platform.close(tv->platform.self);
  }
  return result;
}

/* Hands an attempt to the log. */
static tvpass_result observed(television *tv, uint32_t number, tvpass_http_response *response) {
  const uint64_t start = tv->platform.now(tv->platform.self).monotonic_millis;
  const tvpass_request *request = &tv->step.content.request;
  television_exchange exchange = {request->method, request->target, 0, TVPASS_RESULT_OK, 0, number};
  exchange.result = attempt(tv, response);
  exchange.http_status = exchange.result == TVPASS_RESULT_OK ? response->status : 0;
  exchange.millis = tv->platform.now(tv->platform.self).monotonic_millis - start;
  if (tv->platform.observe != NULL) {
    tv->platform.observe(tv->platform.self, &exchange);
  }
  return exchange.result;
}

/* A server that lost patience with an idle connection has closed it, which shows with the next request alone: the same request
 * goes out once more, over a new one. */
static tvpass_result exchange_with(television *tv, tvpass_http_response *response) {
  const int was_connected = tv->is_connected;
  const tvpass_result result = observed(tv, 1, response);
  return result == TVPASS_RESULT_HTTP_CLOSED && was_connected ? observed(tv, 2, response) : result;
}

static tvpass_event send_request(television *tv) {
  tvpass_event event = television_event(TVPASS_EVENT_KIND_RESPONSE);
  tvpass_http_response response;
  const tvpass_result result = exchange_with(tv, &response);
  if (result == TVPASS_RESULT_OK) {
    event.http_status = response.status;
    event.body = response.body;
    event.delay_millis = response.retry_after_millis;
    return event;
  }
  television_tell(tv, "No answer", tvpass_result_text(result));
  return television_event(result == TVPASS_RESULT_HTTP_TOO_LARGE ? TVPASS_EVENT_KIND_RESPONSE_TOO_LARGE
                                                                 : TVPASS_EVENT_KIND_NO_RESPONSE);
}

/* Does what a step wants. The event that comes of it. */
static tvpass_event act(television *tv) {
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SEND:
      return send_request(tv);
    case TVPASS_STEP_KIND_SLEEP:
    case TVPASS_STEP_KIND_AWAIT_OTHER:
      return television_event(tv->platform.wait(tv->platform.self, tv->step.content.until_millis) ? TVPASS_EVENT_KIND_TIMER
                                                                                                  : TVPASS_EVENT_KIND_CANCEL);
    default:
      return television_ask(tv);
  }
}

uint32_t television_run(television *tv, const television_flow *flow) {
  tvpass_event event = television_event(TVPASS_EVENT_KIND_START);
  tvpass_result result = television_begin(tv, flow);
  while (result == TVPASS_RESULT_OK) {
    result = television_turn(tv, &event);
    if (result != TVPASS_RESULT_OK || tv->step.kind >= TVPASS_STEP_KIND_REGISTERED) {
      break;
    }
    event = act(tv);
  }
  if (result != TVPASS_RESULT_OK) {
    television_tell(tv, "Called with wrong arguments", tvpass_result_text(result));
    return TVPASS_STEP_KIND_STOP;
  }
  television_tell_end(tv);
  return tv->step.kind;
}
