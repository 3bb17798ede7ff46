package tvpass.android

import android.content.Context
import android.os.Bundle
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import tvpass.Redacted
import tvpass.Secret

/**
 * The platform identity of a Fire TV (R107), from Amazon's single sign-on library. The application's manifest names it as a
 * `uses-library` that is not required: `com.amazon.ottssotokenlib`.
 */
object FireTv {
    /** The time that Amazon's companion application gets, in milliseconds. */
    const val TIMEOUT_MILLIS: Long = 10_000

    /**
     * The token for `Headers.adobeSubjectToken`, or nothing where the device has no companion application or that gives no token:
     * then leave the header out, and everything works but single sign-on (R108).
     *
     * Amazon's call blocks, and is made off the main thread.
     */
    suspend fun subjectToken(context: Context, timeoutMillis: Long = TIMEOUT_MILLIS): Secret? =
        subjectToken(context, timeoutMillis, "com.amazon.ottssotokenlib.SSOEnabler")

    /** The class is the device's own, so that it is found by its name. */
    internal suspend fun subjectToken(context: Context, timeoutMillis: Long, library: String): Secret? =
        withContext(Dispatchers.IO) {
            try {
                val enabler = Class.forName(library)
                val instance = enabler.getMethod("getInstance", Context::class.java).invoke(null, context)
                enabler.getMethod("setSSOTokenTimeout", Long::class.javaPrimitiveType).invoke(instance, timeoutMillis)
                val answer = enabler.getMethod("getSSOTokenSync").invoke(instance) as? Bundle
                answer?.getString("SSOToken")?.let { Redacted(it) }
            } catch (_: ReflectiveOperationException) {
                null
            }
        }
}
