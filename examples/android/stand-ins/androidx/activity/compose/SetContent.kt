package androidx.activity.compose

import androidx.activity.ComponentActivity
import androidx.compose.runtime.Composable

/** Stands in for what shows a composition in an activity: takes it, and draws nothing. */
@Suppress("UnusedReceiverParameter", "UNUSED_PARAMETER")
fun ComponentActivity.setContent(content: @Composable () -> Unit) = Unit
