/** Writing a resident's record to a PDF or an Excel file. */
@NullMarked
package jp.quickcare.sample.export;

import org.jspecify.annotations.NullMarked;
