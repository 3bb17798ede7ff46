package androidx.activity

import android.app.Activity
import androidx.lifecycle.ViewModel

/** Stands in for the activity of androidx, which is in Google's repository alone. */
open class ComponentActivity : Activity()

/** The model of an activity, made at its first use. */
inline fun <reified M : ViewModel> ComponentActivity.viewModels(): Lazy<M> = lazy {
    M::class.java.getConstructor(android.app.Application::class.java).newInstance(application)
}
