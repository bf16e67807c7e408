/*
 * QuickCare.exe starts Java in its own process with the options that the launcher wrote, and launcher.exe runs the
 * launcher's commands in the same way. Both lie in the folder bin of an installation or of the package for IT.
 */
#ifndef QUICKCARE_H
#define QUICKCARE_H

#ifndef UNICODE
#define UNICODE
#endif
#define WIN32_LEAN_AND_MEAN
#include <stdbool.h>
#include <stddef.h>
#include <windows.h>

/* "The application could not be started", as the launcher's documented exit code says it. */
#define CANNOT_START 12

/* ---- text.c: memory and text. What is allocated lives until the process ends. ---- */

void *allocate(size_t bytes);
wchar_t *join(const wchar_t *first, const wchar_t *second);
wchar_t *join3(const wchar_t *first, const wchar_t *second, const wchar_t *third);
/* From the bytes of a code page; CP_ACP is the one Java reads and writes names in. */
wchar_t *wide(UINT code_page, const char *text);
/* To the code page that Java expects; NULL when it cannot say a character. */
char *narrow(const wchar_t *text);
/* The whole file with a zero after it; NULL when it cannot be read or is larger than a megabyte. */
char *content(const wchar_t *path);
bool is_file(const wchar_t *path);
bool is_folder(const wchar_t *path);
/* The path as Windows takes it beyond 260 characters. */
wchar_t *long_path(const wchar_t *path);

/* ---- say.c: what a person is told ---- */

typedef enum {
    NO_OPTIONS, /* path */
    NO_RUNTIME, /* path */
    BAD_RUNTIME, /* path, detail */
    JAVA_REFUSED, /* path, detail */
    NO_CLASS, /* path */
    CODE_PAGE, /* path */
    STARTING /* name of the application */
} sentence;

/* Tells it in the user's language: in a box, or on the error output of a command. */
void say(sentence which, const wchar_t *path, const wchar_t *detail);
/* As it is, with the title that say() uses. */
void say_text(const wchar_t *text);
/* In the user's language, with the path and the detail in it. */
wchar_t *sentence_text(sentence which, const wchar_t *path, const wchar_t *detail);

/* ---- home.c: where this program lies ---- */

typedef struct {
    wchar_t *program; /* this program's file */
    wchar_t *folder; /* the installation, or the package */
    wchar_t *name; /* of the program, without folder and ending */
} home;

home find_home(void);
/* The folder of the Java that is to run: the one the launcher noted, the one in the package, or JAVA_HOME. */
wchar_t *find_runtime(const home *at);

/* ---- options.c: what Java is started with ---- */

typedef struct {
    char **items;
    int count;
} options;

void add_option(options *to, const char *option);
/* A file as the launcher writes it: one quoted option a line. False when there is none. */
bool read_options(options *to, const wchar_t *file);
/* What a click starts with; has the launcher write it again where the folder was moved or the file is lost. */
bool click_options(options *to, const home *at);
/* What a click starts with that updates: nothing of the application is on its class path. */
bool update_options(options *to, const home *at);
/* What a command of the launcher starts with. */
bool command_options(options *to, const home *at);

/* ---- java.c: Java in this process ---- */

typedef struct {
    const wchar_t *runtime;
    const wchar_t *source; /* of the options, for messages */
    const char *main_class;
    options options;
    int argument_count;
    wchar_t **arguments;
} java_start;

/* Runs it to its end; the process's exit code. */
int run_java(const java_start *start);

/* ---- click.c: the first click, and one more ---- */

/* False when this application runs already: then its window is in front now. */
bool become_only_instance(const home *at);
typedef enum {
    BY_PERSON,
    UPDATE_ACCEPTED, /* the application has ended for an update that the person wants */
    HANDED_FOR_START, /* the application is to run beside a process that has none of its files open */
    HANDED_OVER /* a click found something to be done that no process with the application's files open can do */
} click_kind;

/* How this start came about; waits for the process that asked for it. */
click_kind await_former(void);
/* Shows that something happens when a start takes longer than this, until a window of ours is there. */
void begin_splash(const home *at, DWORD after_millis);
/* Keeps what is written to the error output, which a window's program does not have. */
void keep_errors(const home *at);
/* What remains to be done when Java ends the process with this code. */
void before_exit(int exit_code);

/* ---- sweep.c: the end of an uninstall ---- */

/* Has what is left of this installation deleted when this process has ended, where the launcher says that it may. */
void sweep_later(const home *at);
/* Whether this process is the one that deletes it. */
bool is_sweep(int count, wchar_t **words);
int sweep(wchar_t **words);

#endif
