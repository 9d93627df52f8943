"""Reusable parts of the window. They know no engine and store no colour.

Import from the module, not from here::

    marks.py     MarkView(mark, text="", role)   .set_mark(mark, text)
                 paint_mark(painter, rect, mark), mark_icon(mark, size) -> QIcon
    texts.py     Label(text, role, color, wrap=False)   .set_color(token)
                 ElidedLabel(text, role, color, where="right" | "middle")
                 Separator()   Panel(title, hint)  .head .body .set_hint
                 FactsTable()  .set_facts([(name, value), ...])
                 Figure(caption)  .set_value(number, third_line, color)
                 empty_layout(layout)
    buttons.py   Button(text, kind, icon)   kinds: primary normal ghost danger record
                 .set_reason(text): a reason disables and explains   .set_icon_name   .set_keys
                 IconButton(icon, name, checkable, keys)
                 SegmentedControl(name, [(key, text), ...])  chosen(str) .choice() .set_choice
                 Switch(name)  toggled(bool)   CheckBox(text)   ComboBox(name)
    slider.py    WordSlider(name, low_word, high_word, recommended)  changed(float 0..1)
                 .value() .set_value .set_consequence(sentence)
    drop_hint.py DropHint(page, icon)  .say(title, sentence)   .cover()
    chips.py     Chip(text) closed()   KeyCap("Ctrl+K")  .set_hollow
                 Pill(text, state, icon) .set_state   states: neutral accent ok warn err rec
    meters.py    Bar(name) .set_fraction(0..1 | None) .set_color
                 LevelMeter(name) .set_level(rms_db, peak_db, clipped=False) .reset
                 ScoreBars(name, quiet=False) .set_scores([ScoreRow(mark, name, share, text)])
                 BudgetGauge(name, unit) .set_value(value, limit)
                 ClockRing(name) .set_time(seconds, total_s, recording=False)
                 CellRow(name, n_cells) .set_filled(n)
    ribbon.py    TimeRibbon(name, span_s) .set_blocks([Block(...)], now_s)
                 played(float start_s, float end_s)  chosen(int)
    matrix.py    ConfusionMatrix(name) .set_matrix(counts (K, K), names, marks) .set_shown
                 .select(row, column)  cell_chosen(int, int)  cell_activated(int, int)
                 DeviceMatrix(mark, name) .set_matrix(counts, accuracy, words, few=) .set_chosen
                 .set_compact  clicked
    heat_table.py  HeatTable(name) .set_cells(rows [Head], columns [Head], cells [[HeatCell]])
                 the same signals; CellGrid of cell_grid.py shows the Cells of both
    interval_rows.py  IntervalRows(name, zero) .set_rows([IntervalRow(...)], ends, heads)
                 chosen(int)  activated(int)
    reading.py   Reading(plot, places, said) .walk(key) .move(x) .forget  .at
    chart.py     Chart(name, number) .set_lines(Axis, Axis, [Line(name, x, y, low, high, ...)])
    floating.py  FloatingDialog(parent) .column .set_title; foot(first, *buttons)
    spectrogram.py  SpectrogramView(name) .set_sound(log_mel, peaks, duration_s, frequencies_hz)
                 .set_cursor(t_s) .clear(sentence)  seeked(float)
                 SpectrogramThumb(name) .set_log_mel; spectrogram_image(log_mel) -> QImage
    rolling.py   RollingSpectrogram(name, n_bins, columns_per_second, span_s) .push((F, n))
    canvas/      SoundCanvas(name): wave, spectrogram and segments of a recording, see there
    curves.py    Curves(name, y_unit) .set_series([Series(name, x, y, mark, dashed, color, best)])
                 .set_x_range .set_y_range .set_sentence
    scatter.py   ScatterMap(name) .set_points(xy, groups, marks, names) .set_hidden .set_lit
                 .set_selected .set_picked(indices) .set_tool .fit .zoom .grow_marks .picture()
                 hovered(int) chosen(int) activated(int) lassoed(indices, how) moved()
    scene_key.py  SceneKey(key, mark, name) .set_lit .set_hollow .set_low  clicked
    lists.py     FacetList(title) .set_rows([FacetRow(...)]) .checked() .set_checked  changed
    steps.py     StepRail() .set_steps([(title, answer)]) .set_current  chosen(int)
                 StepLine(numbered=False) .set_steps([Step(title, state, detail, link)])
                 pressed(link)
    forms.py     SwitchLine(title, sentence) .switch  switched(bool)
                 Fold(words) .inside .head .open .is_open  opened
    cards.py     ChoiceCard(key, title, sentence, cost, icon, reason, marked)
                 ChoiceCards([card, ...]) .choice() .set_choice .set_cards  chosen(str)
    messages.py  Banner(state, title, sentence, [(text, function)], closable)  closed
                 EmptyState(icon, title, sentence, primary, ghost)   IconView(name, size, token)
                 Toast(parent) .say(text, undo)   duration_words(seconds)
                 ProgressRow(icon, name) .set_progress(fraction, sentence, left_s) .conclude

A mark (``theme.Mark``) stands for a scene, a device or a state; its colour is looked up while
painting. Roles of text: see ``theme.fonts.ROLES``; colours: the token names of ``theme.Tokens``.
"""
