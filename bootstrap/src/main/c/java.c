#include "quickcare.h"

#include <jni.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

typedef jint(JNICALL *create_vm)(JavaVM **, void **, void *);

#define LONGEST_COMPLAINT 2048

/* What Java says while it starts; JNI's hooks know nothing but their arguments, so this has to be here. */
static char complaint[LONGEST_COMPLAINT];
static bool started;

static jint JNICALL complain(FILE *stream, const char *format, va_list facts) {
    char text[LONGEST_COMPLAINT];
    int length = vsnprintf(text, sizeof text, format, facts);
    DWORD done;
    WriteFile(GetStdHandle(stream == stdout ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE), text, (DWORD) strlen(text), &done,
            NULL);
    if (!started) {
        strncat(complaint, text, sizeof complaint - strlen(complaint) - 1);
    }
    return length;
}

/* Java ends the process itself after it, and waits for threads of its own that are about to end. */
static void JNICALL end(jint code) {
    if (started) {
        before_exit((int) code);
    }
}

static wchar_t *windows_error(void) {
    wchar_t text[32];
    wsprintfW(text, L"Windows %lu", GetLastError());
    return join(text, L"");
}

/* The function that makes a JVM; NULL after the user was told why there is none. */
static create_vm load(const wchar_t *runtime) {
    wchar_t *library = join(runtime, L"\\bin\\server\\jvm.dll");
    if (!is_file(library)) {
        say(NO_RUNTIME, library, L"");
        return NULL;
    }
    /* The C library that Java brings lies beside it, not beside this program. */
    SetDllDirectoryW(join(runtime, L"\\bin"));
    HMODULE loaded = LoadLibraryW(library);
    FARPROC found = loaded == NULL ? NULL : GetProcAddress(loaded, "JNI_CreateJavaVM");
    if (found == NULL) {
        say(BAD_RUNTIME, library, windows_error());
        return NULL;
    }
    create_vm create;
    memcpy(&create, &found, sizeof create);
    return create;
}

static JNIEnv *create(create_vm make, JavaVM **vm, const java_start *start) {
    int count = start->options.count;
    JavaVMOption *given = allocate(((size_t) count + 2) * sizeof(JavaVMOption));
    for (int i = 0; i < count; i++) {
        given[i].optionString = start->options.items[i];
    }
    void *hooks[2];
    jint(JNICALL * print)(FILE *, const char *, va_list) = complain;
    void(JNICALL * exit)(jint) = end;
    memcpy(&hooks[0], &print, sizeof print);
    memcpy(&hooks[1], &exit, sizeof exit);
    given[count].optionString = "vfprintf";
    given[count].extraInfo = hooks[0];
    given[count + 1].optionString = "exit";
    given[count + 1].extraInfo = hooks[1];
    JavaVMInitArgs arguments = {.version = JNI_VERSION_10, .nOptions = count + 2, .options = given};
    JNIEnv *env = NULL;
    jint failed = make(vm, (void **) &env, &arguments);
    if (failed != JNI_OK) {
        wchar_t code[32];
        wsprintfW(code, L"JNI %d", (int) failed);
        say(JAVA_REFUSED, start->source, complaint[0] == '\0' ? code : wide(CP_ACP, complaint));
        return NULL;
    }
    started = true;
    return env;
}

static jobjectArray strings(JNIEnv *env, const java_start *start) {
    jclass type = (*env)->FindClass(env, "java/lang/String");
    jobjectArray array = type == NULL ? NULL : (*env)->NewObjectArray(env, start->argument_count, type, NULL);
    for (int i = 0; array != NULL && i < start->argument_count; i++) {
        const wchar_t *text = start->arguments[i];
        jstring argument = (*env)->NewString(env, (const jchar *) text, (jsize) wcslen(text));
        (*env)->SetObjectArrayElement(env, array, i, argument);
    }
    return array;
}

/* As java.exe: an exception is printed where the thread's handler prints it, and the code is 1. */
static int end_main(JNIEnv *env, JavaVM *vm) {
    int code = (*env)->ExceptionCheck(env) ? 1 : 0;
    (*vm)->DetachCurrentThread(vm);
    (*vm)->DestroyJavaVM(vm);
    before_exit(code);
    return code;
}

int run_java(const java_start *start) {
    create_vm make = load(start->runtime);
    JavaVM *vm = NULL;
    JNIEnv *env = make == NULL ? NULL : create(make, &vm, start);
    if (env == NULL) {
        return CANNOT_START;
    }
    jclass type = (*env)->FindClass(env, start->main_class);
    jmethodID main = type == NULL ? NULL : (*env)->GetStaticMethodID(env, type, "main", "([Ljava/lang/String;)V");
    jobjectArray arguments = main == NULL ? NULL : strings(env, start);
    if (arguments == NULL) {
        say(NO_CLASS, start->source, L"");
        return CANNOT_START;
    }
    (*env)->CallStaticVoidMethod(env, type, main, arguments);
    return end_main(env, vm);
}
