/**
 * The agent: carries out this installation's own updates for users who may not change its folder, asked over a local
 * socket or pipe, and trusts signatures and nobody who asks.
 */
@NullMarked
package jp.quickcare.launcher.agent;

import org.jspecify.annotations.NullMarked;
