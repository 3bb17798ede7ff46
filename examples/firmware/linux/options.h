/* The command line of the programs under Linux. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "television.h"

typedef struct options {
  const char *base_url;
  const char *ca_file;
  const char *service_provider;
  const char *software_statement;
  const char *mvpd;
  const char *domain;
  const char *redirect_url;
  const char *state;
  const char *serial;
  const char *watch;
  const char *logout;
  const char *person;
  const char *link_code;
  const char *devices;
} options;

/* 0 if a word is no option of these, once the help is printed. */
int options_parse(options *given, const char *program, int count, char **arguments);

/* The settings of a television; the headers are still to be filled in. */
television_settings options_settings(const options *given);

#endif
