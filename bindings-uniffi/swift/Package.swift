// swift-tools-version: 5.9
import Foundation
import PackageDescription

// A package for Apple's platforms carries the library as an XCFramework (`cargo xtask package swift`). Without one, as in
// this repository, the library is the one that Cargo built, found with `-Xlinker -L`.
let framework = "TVPassFFI.xcframework"
let isPackaged = FileManager.default.fileExists(atPath: Context.packageDirectory + "/" + framework)

let package = Package(
    name: "TVPass",
    platforms: [.iOS(.v15), .tvOS(.v15), .macOS(.v12)],
    products: [.library(name: "TVPass", targets: ["TVPass"])],
    targets: (isPackaged ? [] : [.executableTarget(name: "Overhead", dependencies: ["TVPass"], path: "Overhead")]) + [
        isPackaged
            ? .binaryTarget(name: "TVPassFFI", path: framework)
            : .systemLibrary(name: "TVPassFFI"),
        .target(name: "TVPass", dependencies: ["TVPassFFI"]),
        .testTarget(name: "TVPassTests", dependencies: ["TVPass"]),
    ]
)
