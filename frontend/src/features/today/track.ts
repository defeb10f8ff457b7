/** Follows a pointer that was pressed until it is let go. Distances are in pixels, down is positive. */
export function track(
  event: PointerEvent,
  on: { move(by: number): void; end(): void; leave(): void },
): void {
  const target = event.currentTarget as HTMLElement
  const begun = event.clientY
  let dragging = false

  function move({ clientY }: PointerEvent) {
    // A hand that presses is never quite still.
    dragging ||= Math.abs(clientY - begun) > 4
    if (dragging) on.move(clientY - begun)
  }
  function stop() {
    target.removeEventListener('pointermove', move)
    target.removeEventListener('pointerup', up)
    target.removeEventListener('pointercancel', leave)
    window.removeEventListener('keydown', escape, true)
  }
  function up() {
    stop()
    if (!dragging) return
    // The click that follows is the drag's own end.
    target.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => target.removeEventListener('click', swallow, true))
    on.end()
  }
  function leave() {
    stop()
    on.leave()
  }
  function escape(pressed: KeyboardEvent) {
    if (pressed.key !== 'Escape') return
    pressed.stopPropagation()
    leave()
  }
  const swallow = (click: Event) => click.stopPropagation()

  target.setPointerCapture?.(event.pointerId)
  target.addEventListener('pointermove', move)
  target.addEventListener('pointerup', up)
  target.addEventListener('pointercancel', leave)
  window.addEventListener('keydown', escape, true)
}
