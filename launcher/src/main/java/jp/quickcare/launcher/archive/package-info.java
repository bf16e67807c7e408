/** Archives of class data, which spare Java most of the loading of classes: what they are for, made of and worth. */
@NullMarked
package jp.quickcare.launcher.archive;

import org.jspecify.annotations.NullMarked;
