/** What is installed, file by file, and how far the files on the disk still agree with it. */
@NullMarked
package jp.quickcare.launcher.receipt;

import org.jspecify.annotations.NullMarked;
