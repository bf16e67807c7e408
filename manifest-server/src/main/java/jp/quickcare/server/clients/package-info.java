/** What the server knows of each PC: who uses it, what it runs, and why it runs nothing newer (SPEC A37). */
@NullMarked
package jp.quickcare.server.clients;

import org.jspecify.annotations.NullMarked;
