/** The record screen: residents, their vital signs and the notes written about them. */
@NullMarked
package jp.quickcare.sample.record;

import org.jspecify.annotations.NullMarked;
