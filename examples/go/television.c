/* The parts that every platform shares. */
#include "../firmware/television.c"
#include "../firmware/television_run.c"
