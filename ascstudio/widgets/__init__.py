"""Reusable parts of the window. They know no engine, read the theme while painting, store no colour.

Import from the module, not from here (the plots load pyqtgraph, which the first page must not)::

    marks.py        MarkView(mark, text="")  .set_mark(mark, text)      one mark with its name
                    paint_mark(painter, rect, mark), mark_icon(mark, size) -> QIcon
    texts.py        Label(text, role="body", color="text", wrap=False)  .set_color(token)
                    ElidedLabel(text, role, color, where="middle")
                    Separator(), Panel(title="", hint="")               .head .body (layouts) .set_hint
                    FactsTable()  .set_facts([(name, value), ...])
                    Figure(caption)  .set_value(number, third_line="", color="text")
    buttons.py      Button(text, kind="normal", icon="")                kinds: primary normal ghost danger
                    .set_icon_name(name) .set_reason(text)              record; a reason disables it
                    IconButton(icon, name, checkable=False, keys="")
                    SegmentedControl(name, [(key, text), ...])          chosen(str) .choice() .set_choice
                    Switch(name)                                        toggled(bool)
                    WordSlider(name, low_word, high_word, recommended)  changed(float 0..1) .value()
                    .set_value(v) .set_consequence(sentence)
    chips.py        Chip(text) closed() · Pill(text, state="neutral", icon="") .set_state(text, state)
                    KeyCap("Ctrl+K")                                    states: neutral accent ok warn err rec
    meters.py       Bar(name) .set_fraction(0..1 | None) .set_color(token)
                    LevelMeter(name) .set_level(rms_db, peak_db, clipped=False)
                    ScoreBars(name) .set_scores([ScoreRow(mark, name, share | None, text), ...])
                    BudgetGauge(name, unit) .set_value(value, limit)
                    ClockRing(name) .set_time(seconds, total_s)
                    CellRow(name, n_cells) .set_filled(n)               the variety cells of Teach
    ribbon.py       TimeRibbon(name, span_s)  .set_blocks([Block(start_s, end_s, mark, name, corrected)],
                    now_s)  played(float start_s, float end_s)
    matrix.py       ConfusionMatrix(name) .set_matrix(counts (K, K), names, marks) .set_shown("shares"|
                    "counts") .select(row, column)  cell_chosen(int, int)  cell_activated(int, int)
                    DeviceMatrix(mark, name) .set_matrix(counts, names) .set_chosen(bool)  clicked()
    spectrogram.py  SpectrogramView(name) .set_sound(log_mel (F, n_frames), peaks (n, 2), duration_s,
                    frequencies_hz (F,)) .set_cursor(t_s) .clear(sentence)  seeked(float)
                    RollingSpectrogram(name, n_bins, columns_per_second, span_s) .push((F, n) float32)
                    .set_frequencies(hz (F,)) .clear()
                    SpectrogramThumb(name) .set_log_mel(array | None); spectrogram_image(log_mel) -> QImage
    curves.py       Curves(name, y_unit="") .set_series([Series(name, x, y, mark=None, dashed=False,
                    color="accent", best=None)]) .set_x_range(low, high) .set_y_range(low, high)
    scatter.py      ScatterMap(name) .set_points(xy (N, 2), groups (N,) int, marks, names) .set_hidden(
                    {group}) .set_selected(index) .fit()  hovered(int or -1)  activated(int)  chosen(int)
    lists.py        FacetList(title) .set_rows([FacetRow(key, text, count, mark=None, icon="")])
                    .checked() -> set[str] .set_checked(set) .clear()  changed()
                    StepRail() .set_steps([(title, answer), ...]) .set_current(index)  chosen(int)
                    StepLine() .set_steps([Step(title, state, detail)])  states: done running waiting failed
    messages.py     Banner(state, title, sentence, [(text, callable), ...])  closed()
                    EmptyState(icon, title, sentence, primary=(text, callable), ghost=(text, callable),
                    keys="")
                    ChoiceCard(key, title, sentence, cost="", icon="", reason="", marked="")
                    ChoiceCards([card, ...]) .choice() .set_choice(key)  chosen(str)
                    Toast(parent) .say(text, undo=callable | None)
                    ProgressRow(icon, name) .set_progress(done, total, sentence) .conclude(state, sentence)
                    cancelled()

A mark (``theme.Mark``) stands for a scene, a device or a state; its colour is looked up while painting:
``theme.scene_mark(index)``, ``theme.device_marks(devices, unseen) -> {device: Mark}``, ``theme.UNKNOWN``,
``theme.NO_SIGNAL``. Words of a scene: ``theme.scene_title("metro_station") == "Metro station"``.
Roles of text: decision number question title section body strong table caption. Colours: the token names
of ``theme.Tokens``.
"""
