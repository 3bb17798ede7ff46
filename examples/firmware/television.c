#include "television.h"

#include <stddef.h>

static tvpass_buffer buffer_of(uint8_t *bytes, uint32_t capacity) {
  tvpass_buffer buffer;
  buffer.bytes = bytes;
  buffer.capacity = capacity;
  return buffer;
}

tvpass_string television_text(const char *text) {
  tvpass_string string = {text, 0};
  while (text != NULL && text[string.length] != '\0') {
    string.length++;
  }
  return string;
}

static void tell(television *tv, const char *what, tvpass_string text) {
  tv->platform.tell(tv->platform.self, what, text);
}

/* A text of an answer that has escapes is resolved in the request's buffer, which no step uses while a viewer is told. */
static void tell_text(television *tv, const char *what, const tvpass_text *text) {
  tvpass_string string = {(const char *)tv->request, 0};
  if (tvpass_text_copy(text, buffer_of(tv->request, sizeof tv->request), &string.length, NULL) == TVPASS_RESULT_OK) {
    tell(tv, what, string);
  }
}

/* The credentials and the token: lost, they would cost the viewer the sign-in. */
static void keep(television *tv) {
  tvpass_bytes saved;
  tvpass_result result;
  if (!tvpass_client_changed(&tv->client)) {
    return;
  }
  result = tvpass_client_save(&tv->client, buffer_of(tv->saved, sizeof tv->saved), &saved, NULL);
  if (result != TVPASS_RESULT_OK || !tv->platform.keep(tv->platform.self, saved)) {
    tell(tv, "The registration could not be kept", tvpass_result_text(result));
  }
}

static tvpass_result receive(television *tv, tvpass_http_response *response) {
  const tvpass_buffer message = buffer_of(tv->message, sizeof tv->message);
  tvpass_http_reader reader;
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
      return TVPASS_RESULT_HTTP_TRUNCATED;
    }
    result = tvpass_http_reader_received(&reader, message, (uint32_t)count, response, NULL);
    if (result == TVPASS_RESULT_OK) {
      return result;
    }
  }
  return result;
}

/* One request and its response. The message that goes out and the one that comes in share their memory. */
static tvpass_result exchange(television *tv, tvpass_http_response *response) {
  tvpass_bytes message;
  tvpass_result result =
      tvpass_http_request_write(tv->context.base_url, &tv->step.content.request, TVPASS_CONNECTION_KEEP_ALIVE,
                                buffer_of(tv->message, sizeof tv->message), &message, NULL);
  if (result != TVPASS_RESULT_OK) {
    return result;
  }
  if (!tv->platform.send(tv->platform.self, message)) {
    tv->platform.close(tv->platform.self);
    return TVPASS_RESULT_HTTP_CLOSED;
  }
  result = receive(tv, response);
  if (result != TVPASS_RESULT_OK || !response->is_reusable) {
    tv->platform.close(tv->platform.self);
  }
  return result;
}

static tvpass_input send(television *tv) {
  tvpass_input input = {TVPASS_INPUT_KIND_ANSWER, 0, {NULL, 0}, {NULL, 0}};
  tvpass_http_response response;
  const tvpass_result result = exchange(tv, &response);
  if (result == TVPASS_RESULT_OK) {
    input.http_status = response.status;
    input.body = response.body;
  } else {
    input.kind = TVPASS_INPUT_KIND_NO_ANSWER;
    tell(tv, "No answer", tvpass_result_text(result));
  }
  return input;
}

/* What a step wants. The input that it is answered with. */
static tvpass_input act(television *tv) {
  tvpass_input input = {TVPASS_INPUT_KIND_TICK, 0, {NULL, 0}, {NULL, 0}};
  tvpass_string url;
  uint32_t index = 0;
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SEND:
      return send(tv);
    case TVPASS_STEP_KIND_WAIT:
      tv->platform.wait(tv->platform.self, tv->step.content.until_millis);
      break;
    case TVPASS_STEP_KIND_SHOW_CODE:
      tell(tv, "Code", tv->step.content.code.code);
      tell(tv, "Page", tv->step.content.code.authenticate_url);
      break;
    case TVPASS_STEP_KIND_CODE_LAPSED:
      tell(tv, "The code has lapsed", television_text(NULL));
      break;
    case TVPASS_STEP_KIND_OPEN_URL:
      tell(tv, "Open", tv->step.content.url);
      break;
    case TVPASS_STEP_KIND_OPEN_URLS:
      while (tvpass_urls_get(&tv->step.content.urls, index++, &url) == TVPASS_RESULT_OK) {
        tell(tv, "Open", url);
      }
      break;
    default:
      tell(tv, "Sign out in the settings, too", television_text(NULL));
      break;
  }
  return input;
}

static tvpass_result step(television *tv, television_flow flow, const tvpass_input *input) {
  const tvpass_buffer buffer = buffer_of(tv->request, sizeof tv->request);
  const tvpass_now now = tv->platform.now(tv->platform.self);
  switch (flow) {
    case TELEVISION_SIGN_IN:
      return tvpass_sign_in_step(&tv->context, &tv->client, &tv->flow.sign_in, &now, input, buffer, &tv->step, NULL);
    case TELEVISION_AUTHORIZE:
      return tvpass_authorization_step(&tv->context, &tv->client, &tv->flow.authorization, &now, input, buffer,
                                       &tv->step, NULL);
    default:
      return tvpass_logout_step(&tv->context, &tv->client, &tv->flow.logout, &now, input, buffer, &tv->step, NULL);
  }
}

static tvpass_result begin(television *tv, television_flow flow) {
  switch (flow) {
    case TELEVISION_SIGN_IN:
      return tvpass_sign_in_init(&tv->flow.sign_in);
    case TELEVISION_AUTHORIZE:
      return tvpass_authorization_init(&tv->flow.authorization);
    default:
      return tvpass_logout_init(&tv->flow.logout);
  }
}

static void tell_profile(television *tv, const tvpass_profile *profile) {
  tvpass_attribute_cursor cursor;
  tvpass_attribute attribute;
  tell_text(tv, "Signed in at", &profile->mvpd);
  if (tvpass_attributes_begin(&profile->attributes, &cursor) != TVPASS_RESULT_OK) {
    return;
  }
  while (tvpass_attributes_next(&cursor, &attribute) == TVPASS_RESULT_OK) {
    tell_text(tv, "Attribute", &attribute.name);
  }
}

static void tell_stop(television *tv, const tvpass_stop *stop) {
  tell(tv, "Stopped", tvpass_result_text(stop->failure.result));
  tell_text(tv, "Code of the error", &stop->failure.error.code);
  tell_text(tv, "Trace", &stop->failure.error.trace);
}

static void tell_end(television *tv) {
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SIGNED_IN:
      tell_profile(tv, &tv->step.content.signed_in.profile);
      break;
    case TVPASS_STEP_KIND_PERMITTED:
      tell_text(tv, "May watch", &tv->step.content.decision.resource);
      break;
    case TVPASS_STEP_KIND_DENIED:
      tell_text(tv, "May not watch", &tv->step.content.decision.resource);
      tell_text(tv, "Because", &tv->step.content.decision.error.details);
      break;
    case TVPASS_STEP_KIND_LOGGED_OUT:
      tell(tv, "Logged out", television_text(NULL));
      break;
    case TVPASS_STEP_KIND_STOP:
      tell_stop(tv, &tv->step.content.stop);
      break;
    default:
      tell(tv, "Go on with decisions", television_text(NULL));
      break;
  }
}

tvpass_result television_start(television *tv, const television_platform *platform, const tvpass_context *context,
                               tvpass_bytes saved) {
  tvpass_result result;
  tv->platform = *platform;
  tv->context = *context;
  result = tvpass_client_init(&tv->client);
  if (result == TVPASS_RESULT_OK && saved.length > 0) {
    result = tvpass_client_restore(&tv->client, saved, NULL);
  }
  return result;
}

uint32_t television_run(television *tv, television_flow flow) {
  tvpass_input input = {TVPASS_INPUT_KIND_BEGIN, 0, {NULL, 0}, {NULL, 0}};
  tvpass_result result = begin(tv, flow);
  while (result == TVPASS_RESULT_OK) {
    result = step(tv, flow, &input);
    keep(tv);
    if (result != TVPASS_RESULT_OK || tv->step.kind >= TVPASS_STEP_KIND_REGISTERED) {
      break;
    }
    input = act(tv);
  }
  if (result != TVPASS_RESULT_OK) {
    tell(tv, "Called with wrong arguments", tvpass_result_text(result));
    return TVPASS_STEP_KIND_STOP;
  }
  tell_end(tv);
  return tv->step.kind;
}
