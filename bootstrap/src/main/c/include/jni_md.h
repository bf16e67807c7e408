/* What jni.h asks of a platform: 64-bit Windows, as its own jni_md.h says it. */
#ifndef QUICKCARE_JNI_MD_H
#define QUICKCARE_JNI_MD_H

#define JNIEXPORT __declspec(dllexport)
#define JNIIMPORT __declspec(dllimport)
#define JNICALL __stdcall

typedef int jint;
typedef long long jlong;
typedef signed char jbyte;

#endif
