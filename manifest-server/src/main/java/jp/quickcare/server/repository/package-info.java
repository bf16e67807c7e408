/** A repository as it lies on disk, and how a change of it becomes visible all at once. */
@NullMarked
package jp.quickcare.server.repository;

import org.jspecify.annotations.NullMarked;
