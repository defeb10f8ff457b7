// Takes the event by which macOS says that the user opened the application again: see reopen_darwin.go.

#import <Cocoa/Cocoa.h>
#import <CoreServices/CoreServices.h>

#include "_cgo_export.h"

@interface SluiceReopen : NSObject
@end

@implementation SluiceReopen

- (void)listen {
	[[NSAppleEventManager sharedAppleEventManager] setEventHandler:self
	                                                   andSelector:@selector(reopened:withReply:)
	                                                 forEventClass:kCoreEventClass
	                                                    andEventID:kAEReopenApplication];
	// The window is an application within this one, where macOS need not look for who takes sluice: links.
	NSURL *window = [[[NSBundle mainBundle] bundleURL] URLByAppendingPathComponent:@"Contents/Helpers/Sluice Window.app"];
	LSRegisterURL((CFURLRef)window, NO); // outside of a bundle there is none: then nobody takes them
}

- (void)reopened:(NSAppleEventDescriptor *)event withReply:(NSAppleEventDescriptor *)reply {
	sluiceReopened();
}

@end

// Lives as long as the program: the manager does not keep what it calls.
static SluiceReopen *listener = nil;

void sluiceListen(void) {
	if (listener == nil) {
		listener = [[SluiceReopen alloc] init];
	}
	[listener performSelectorOnMainThread:@selector(listen) withObject:nil waitUntilDone:NO];
}
