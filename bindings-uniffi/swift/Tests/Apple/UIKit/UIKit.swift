import Foundation

// The part of Apple's UIKit that `UIKitDevice` uses, declared as Apple declares it. A test sets what the device says, which on
// Apple's platforms only the system can.

@MainActor
open class UIDevice {
    public static let current = UIDevice()

    open var userInterfaceIdiom = UIUserInterfaceIdiom.phone
    open var systemVersion = "18.1"
    open var identifierForVendor: UUID?

    public init() {}
}

public enum UIUserInterfaceIdiom: Int, Sendable {
    case unspecified = -1
    case phone = 0
    case pad = 1
    case tv = 2
    case carPlay = 3
    case mac = 5
    case vision = 6
}

@MainActor
open class UIScreen {
    public static let main = UIScreen()

    open var nativeBounds: CGRect {
        CGRect(x: 0, y: 0, width: 1179, height: 2556)
    }

    public init() {}
}
