<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>CardDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>Model card</source>
   <translation>Modellkarte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>What it knows</source>
   <translation>Was es kennt</translation>
  </message>
 </context>
 <context>
  <name>DecisionCard</name>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>otherwise</source>
   <translation>sonst</translation>
  </message>
 </context>
 <context>
  <name>EvidencePanel</name>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>All of it</source>
   <translation>Alles</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>Explained so far</source>
   <translation>Bisher erklärt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>Go on listening</source>
   <translation>Weiter zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>Hear the evidence</source>
   <translation>Belege anhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>Nothing was heard yet.</source>
   <translation>Es wurde noch nichts gehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>The rest</source>
   <translation>Der Rest</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>There is no evidence yet.</source>
   <translation>Es gibt noch keine Belege.</translation>
  </message>
 </context>
 <context>
  <name>EvidencePicture</name>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>All {n} seconds</source>
   <translation>Alle {n} Sekunden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>Evidence</source>
   <translation>Belege</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence.py" />
   <source>Second {k} of {n}</source>
   <translation>Sekunde {k} von {n}</translation>
  </message>
 </context>
 <context>
  <name>EvidenceSearch</name>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence_search.py" />
   <source>Hiding one part after the other, to see what the decision needs…</source>
   <translation>Ein Teil nach dem anderen wird verdeckt, um zu sehen, was die Entscheidung braucht…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence_search.py" />
   <source>In {same} of {n} seconds what stands out says the same by itself; in {changed} the rest says something else.</source>
   <translation>In {same} von {n} Sekunden sagt das Herausragende für sich dasselbe; in {changed} sagt der Rest etwas anderes.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence_search.py" />
   <source>Nothing was heard yet.</source>
   <translation>Es wurde noch nichts gehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/evidence_search.py" />
   <source>{scene}, {chance} %. What stands out, {share} % of the picture, by itself: {alone}, {alone_chance} %. Without it: {rest}.</source>
   <translation>{scene}, {chance} %. Das Herausragende, {share} % des Bildes, für sich: {alone}, {alone_chance} %. Ohne es: {rest}.</translation>
  </message>
 </context>
 <context>
  <name>Hearing</name>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Closest: {scene}, not close enough</source>
   <translation>Am nächsten: {scene}, nicht nah genug</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>It was too short for a decision.</source>
   <translation>Es war zu kurz für eine Entscheidung.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Last heard: {scene}, {ago}</source>
   <translation>Zuletzt gehört: {scene}, {ago}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Listening…</source>
   <translation>Hört zu…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>No sound arrives</source>
   <translation>Kein Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>No usable signal</source>
   <translation>Unbrauchbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Nothing to go by</source>
   <translation>Kein Anhaltspunkt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Nothing was heard</source>
   <translation>Nichts gehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Sounds like</source>
   <translation>Klingt wie</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Trying again every second</source>
   <translation>Jede Sekunde ein neuer Versuch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Unknown</source>
   <translation>Unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>Waiting</source>
   <translation>Wartet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>delay {s} s</source>
   <translation>Verzögerung {s} s</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>none is near enough</source>
   <translation>keine ist nah genug</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>{n} change</source>
   <translation>{n} Wechsel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>{n} changes</source>
   <translation>{n} Wechsel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing.py" />
   <source>{pace} per minute</source>
   <translation>{pace} je Minute</translation>
  </message>
 </context>
 <context>
  <name>HearingCard</name>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing_card.py" />
   <source>Nothing was heard yet.</source>
   <translation>Es wurde noch nichts gehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing_card.py" />
   <source>Now hearing</source>
   <translation>Jetzt zu hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing_card.py" />
   <source>Show evidence</source>
   <translation>Belege anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing_card.py" />
   <source>Spectrogram</source>
   <translation>Spektrogramm</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/hearing_card.py" />
   <source>The picture begins with the first sound.</source>
   <translation>Das Bild beginnt mit dem ersten Klang.</translation>
  </message>
 </context>
 <context>
  <name>Inspector</name>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>A file</source>
   <translation>Eine Datei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Bundle</source>
   <translation>Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Check my microphone…</source>
   <translation>Mein Mikrofon prüfen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Closed</source>
   <translation>Geschlossen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Decision</source>
   <translation>Entscheidung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Distance of decisions</source>
   <translation>Abstand der Entscheidungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>How much is saved</source>
   <translation>Wie viel gespeichert wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>How quickly it changes its mind</source>
   <translation>Wie schnell es seine Meinung ändert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>How was this measured?</source>
   <translation>Wie wurde das gemessen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Input</source>
   <translation>Eingang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Input and decision</source>
   <translation>Eingang und Entscheidung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Keep what was heard</source>
   <translation>Gehörtes behalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Lenient</source>
   <translation>Nachsichtig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Lost</source>
   <translation>Verloren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Microphone</source>
   <translation>Mikrofon</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Open</source>
   <translation>Offen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Quick</source>
   <translation>Schnell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Save last 10 s</source>
   <translation>10 s speichern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Save last {s} s</source>
   <translation>{s} s speichern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Steady</source>
   <translation>Ruhig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>Strict</source>
   <translation>Streng</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>System default</source>
   <translation>Systemstandard</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>The last 60 s stay in memory. Nothing is stored until you save.</source>
   <translation>Die letzten 60 s bleiben im Arbeitsspeicher. Gespeichert wird nur, was Sie speichern.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>What it knows</source>
   <translation>Was es kennt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>When it says Unknown</source>
   <translation>Wann es „Unbekannt“ sagt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>{name}, not there</source>
   <translation>{name}, nicht vorhanden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/inspector.py" />
   <source>{s} s</source>
   <translation>{s} s</translation>
  </message>
 </context>
 <context>
  <name>Keeping</name>
  <message>
   <location filename="../../../ascstudio/pages/live/keeping.py" />
   <source>Nothing was heard yet.</source>
   <translation>Es wurde noch nichts gehört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/keeping.py" />
   <source>Only the last 60 s are still in memory.</source>
   <translation>Nur die letzten 60 s sind noch im Arbeitsspeicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/keeping.py" />
   <source>Open a project first: there is nowhere to save to.</source>
   <translation>Öffnen Sie zuerst ein Projekt: Sonst lässt sich nichts speichern.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/keeping.py" />
   <source>Saved {s} s as {scene}</source>
   <translation>{s} s als {scene} gespeichert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/keeping.py" />
   <source>This project may only be read.</source>
   <translation>Dieses Projekt ist nur lesbar.</translation>
  </message>
 </context>
 <context>
  <name>LivePage</name>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>A bundle is one file with everything a model needs. Train one.</source>
   <translation>Ein Bundle ist eine Datei mit allem, was ein Modell braucht. Trainieren Sie eines.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>A small model for everyday scenes. It has not heard your microphone or your places: teach it one, or train your own.</source>
   <translation>Ein kleines Modell für alltägliche Szenen. Es hat weder Ihr Mikrofon noch Ihre Orte gehört: Lernen Sie einen Ort an, oder trainieren Sie ein eigenes Modell.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Check my microphone…</source>
   <translation>Mein Mikrofon prüfen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Choose a folder to watch</source>
   <translation>Zu beobachtenden Ordner wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Choose a recording</source>
   <translation>Aufnahme wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Choose another</source>
   <translation>Andere wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Delay against false changes…</source>
   <translation>Verzögerung gegen Fehlwechsel…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Earlier block</source>
   <translation>Früherer Block</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Go to Train</source>
   <translation>Zum Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Hear the block again</source>
   <translation>Block erneut hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Input and bundle</source>
   <translation>Eingang und Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>It names the scene about once a second, from the sound alone. The microphone opens when you press Start, a red mark shows while it is open, and nothing is stored unless you save it.</source>
   <translation>Es nennt etwa jede Sekunde die Szene, allein am Klang. Das Mikrofon öffnet sich, wenn Sie „Zuhören“ drücken; ein rotes Zeichen zeigt, solange es offen ist, und nichts wird gespeichert, wenn Sie es nicht tun.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>It was another scene…</source>
   <translation>Es war eine andere Szene…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>It was scene 1 to 10</source>
   <translation>Es war Szene 1 bis 10</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>It was {scene}</source>
   <translation>Es war {scene}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Last 10 minutes</source>
   <translation>Letzte 10 Minuten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Later block</source>
   <translation>Späterer Block</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Let this computer listen</source>
   <translation>Diesen Computer zuhören lassen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Listening with the starter bundle</source>
   <translation>Das Starter-Bundle hört zu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Live</source>
   <translation>Live</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Not listening</source>
   <translation>Hört nicht zu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Presentation: decision and spectrogram only</source>
   <translation>Präsentation: nur Entscheidung und Spektrogramm</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Recordings ({suffixes})</source>
   <translation>Aufnahmen ({suffixes})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Save what was just heard</source>
   <translation>Eben Gehörtes speichern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Scenes from 11 on</source>
   <translation>Szenen ab 11</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Scores</source>
   <translation>Werte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Show or hide the evidence</source>
   <translation>Belege ein- oder ausblenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Sixty frames a second</source>
   <translation>Sechzig Bilder je Sekunde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Start again</source>
   <translation>Neu starten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Start listening</source>
   <translation>Zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Start or stop listening</source>
   <translation>Zuhören beginnen oder beenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Stop listening</source>
   <translation>Zuhören beenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Teach this place</source>
   <translation>Diesen Ort anlernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>There is no bundle to listen with</source>
   <translation>Es gibt kein Bundle, das zuhören könnte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>There is no bundle to listen with. Train one, or open one.</source>
   <translation>Es gibt kein Bundle, das zuhören könnte. Trainieren oder öffnen Sie eines.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>They come with the first decision, after about a second of sound.</source>
   <translation>Sie kommen mit der ersten Entscheidung, nach etwa einer Sekunde Klang.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Thirty frames a second</source>
   <translation>Dreißig Bilder je Sekunde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Use a file…</source>
   <translation>Datei verwenden…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Use a sound file instead…</source>
   <translation>Stattdessen eine Audiodatei…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>Watch a folder for recordings…</source>
   <translation>Ordner auf Aufnahmen beobachten…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>What is heard</source>
   <translation>Was gehört wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>What it knows</source>
   <translation>Was es kennt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>What was just heard</source>
   <translation>Was eben gehört wurde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>how often such a score was right</source>
   <translation>wie oft so ein Wert richtig war</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/view.py" />
   <source>starts and stops</source>
   <translation>beginnt und endet</translation>
  </message>
 </context>
 <context>
  <name>LivePresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>From the next start of listening on.</source>
   <translation>Ab dem nächsten Beginn des Zuhörens.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>It has no scene yet: press the right one.</source>
   <translation>Er hat noch keine Szene: Drücken Sie die richtige.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>Listening…</source>
   <translation>Hört zu…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>Live goes on listening.</source>
   <translation>„Live“ hört weiter zu.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>Not listening</source>
   <translation>Hört nicht zu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>Only the last 60 s are still in memory.</source>
   <translation>Nur die letzten 60 s sind noch im Arbeitsspeicher.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>the microphone</source>
   <translation>das Mikrofon</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/presenter.py" />
   <source>{file} stopped for the check. Space starts it again.</source>
   <translation>{file} wurde für die Prüfung angehalten. Die Leertaste startet die Datei wieder.</translation>
  </message>
 </context>
 <context>
  <name>LiveWords</name>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Always names the closest scene.</source>
   <translation>Nennt immer die nächste Szene.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Averages {tau} s. A name stands {dwell} s.</source>
   <translation>Mittelt über {tau} s. Ein Name steht {dwell} s.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Cannot tell unknown places from yours: {accepts} % were taken for one of them.</source>
   <translation>Kann unbekannte Orte nicht von Ihren unterscheiden: {accepts} % wurden für einen davon gehalten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Choose a stricter level.</source>
   <translation>Wählen Sie eine strengere Stufe.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>It is almost silent ({level} dB). Is the microphone muted?</source>
   <translation>Es ist fast still ({level} dB). Ist das Mikrofon stummgeschaltet?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>It is almost silent here.</source>
   <translation>Hier ist es fast still.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>It is overdriven here.</source>
   <translation>Hier ist es übersteuert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>It is overdriven. Turn the input down or move away.</source>
   <translation>Es ist übersteuert. Regeln Sie den Eingang herunter, oder gehen Sie weiter weg.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>It sounds covered ({level} dB). Is something over the microphone?</source>
   <translation>Es klingt verdeckt ({level} dB). Liegt etwas auf dem Mikrofon?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>It sounds covered here.</source>
   <translation>Hier klingt es verdeckt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Little more than a guess</source>
   <translation>Kaum mehr als geraten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Right about {n} times in 10</source>
   <translation>Stimmt etwa {n}-mal von 10</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Right nearly every time</source>
   <translation>Fast immer richtig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>Takes {accepts} % of unknown places for yours, and {rejects} % of yours for unknown.</source>
   <translation>Hält {accepts} % der unbekannten Orte für Ihre und {rejects} % Ihrer Orte für unbekannt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>What it names may be wrong elsewhere. Teach it the places that it should know.</source>
   <translation>Anderswo kann falsch sein, was es nennt. Lernen Sie die Orte an, die es kennen soll.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>every {s} s</source>
   <translation>alle {s} s</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>for {m} min {s} s</source>
   <translation>seit {m} min {s} s</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>for {s} s</source>
   <translation>seit {s} s</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>{n} in 10</source>
   <translation>{n} von 10</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/words.py" />
   <source>{s} s ago</source>
   <translation>vor {s} s</translation>
  </message>
 </context>
 <context>
  <name>MicrophoneDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>95 %: {low} to {high} %, measured on clips the bundle was trained on.</source>
   <translation>95 %: {low} bis {high} %, gemessen auf Clips, mit denen das Bundle trainiert wurde.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>95 %: {low} to {high} %, on clips the bundle never learned from.</source>
   <translation>95 %: {low} bis {high} %, auf Clips, aus denen das Bundle nie gelernt hat.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>A recipe whose folder of impulse responses holds it trains for it.</source>
   <translation>Ein Rezept, dessen Ordner mit Impulsantworten sie enthält, trainiert dafür.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>After {s} s.</source>
   <translation>Nach {s} s.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>As it was</source>
   <translation>Wie es war</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Check my microphone</source>
   <translation>Mein Mikrofon prüfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Devices</source>
   <translation>Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Expect about {n} % right</source>
   <translation>Erwarten Sie etwa {n} % richtig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Expect about {n} % right, as on {device}</source>
   <translation>Erwarten Sie etwa {n} % richtig, wie auf {device}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Good level</source>
   <translation>Guter Pegel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Half a minute</source>
   <translation>Eine halbe Minute</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Half a minute of the room and your voice</source>
   <translation>Eine halbe Minute Raum und Ihre Stimme</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Hear it as device</source>
   <translation>Als Gerät hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Hear it as this device</source>
   <translation>Wie dieses Gerät hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Hear {scene} through it</source>
   <translation>{scene} darüber hören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Hold the microphone as it will be used. Say a few sentences, be quiet for a moment, and walk through more than one room if you can: of one place alone nobody can tell the microphone from the place.</source>
   <translation>Halten Sie das Mikrofon, wie es verwendet wird. Sprechen Sie ein paar Sätze, seien Sie kurz still, und gehen Sie möglichst durch mehr als einen Raum: An einem einzigen Ort lässt sich das Mikrofon nicht vom Ort unterscheiden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>How well it will be heard is not known</source>
   <translation>Wie gut es gehört wird, ist unbekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Impulse response (*.wav)</source>
   <translation>Impulsantwort (*.wav)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>It holds if the microphone is that one or much like it.</source>
   <translation>Das gilt, wenn das Mikrofon dieses ist oder ihm sehr ähnelt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>It is the mean of {n} that may be the one.</source>
   <translation>Es ist das Mittel von {n}, die es sein könnten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Level</source>
   <translation>Pegel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Listen</source>
   <translation>Zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Listen again</source>
   <translation>Erneut zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Measuring…</source>
   <translation>Es wird gemessen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Most like {device}, and clearly so. It may still be none of them: of microphones unlike all devices, {n} in {of} stood out as clearly.</source>
   <translation>Am ähnlichsten ist {device}, und zwar klar. Es kann dennoch keines davon sein: Von Mikrofonen, die keinem Gerät gleichen, stachen {n} von {of} ebenso klar heraus.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Nearest is {device}, but it does not stand out: it may be unlike them all, or half a minute of this place tells too little.</source>
   <translation>Am nächsten ist {device}, doch es sticht nicht heraus: Vielleicht gleicht es keinem, oder eine halbe Minute dieses Ortes sagt zu wenig.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>No device stands out, so trust it less.</source>
   <translation>Kein Gerät sticht heraus, trauen Sie dem also weniger.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Noise floor</source>
   <translation>Grundrauschen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Opening the microphone…</source>
   <translation>Das Mikrofon wird geöffnet…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Overdriven</source>
   <translation>Übersteuert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Overdriven: turn the input down or move away.</source>
   <translation>Übersteuert: Regeln Sie den Eingang herunter, oder gehen Sie weiter weg.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Response</source>
   <translation>Frequenzgang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Response of the microphone</source>
   <translation>Frequenzgang des Mikrofons</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Save its response</source>
   <translation>Impulsantwort speichern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Save its response…</source>
   <translation>Impulsantwort speichern…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Saved the response as {name}</source>
   <translation>Impulsantwort als {name} gespeichert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Start listening</source>
   <translation>Zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Step {n} of 3 · {title}</source>
   <translation>Schritt {n} von 3 · {title}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>The bundle was measured with no device to compare with.</source>
   <translation>Das Bundle wurde mit keinem Gerät gemessen, mit dem sich vergleichen ließe.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>The bundle was measured with too few clips of any device.</source>
   <translation>Das Bundle wurde mit zu wenigen Clips jedes Geräts gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>The microphone opens when you press Start.</source>
   <translation>Das Mikrofon öffnet sich, wenn Sie „Zuhören“ drücken.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>The sound stays in memory and is forgotten when you close this.</source>
   <translation>Der Klang bleibt im Arbeitsspeicher und wird vergessen, wenn Sie dies schließen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>This microphone</source>
   <translation>Dieses Mikrofon</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Use what was heard</source>
   <translation>Gehörtes verwenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>Very quiet: speak, or turn the input up.</source>
   <translation>Sehr leise: Sprechen Sie, oder regeln Sie den Eingang hoch.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>What it hears</source>
   <translation>Was es hört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>What it means</source>
   <translation>Was es bedeutet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>What was found</source>
   <translation>Was gefunden wurde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>as far as the bundle hears</source>
   <translation>so weit das Bundle hört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>cut off: a codec or a resampler?</source>
   <translation>abgeschnitten: ein Codec oder ein Resampler?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>microphone.wav</source>
   <translation>mikrofon.wav</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>of full scale, at most</source>
   <translation>der Vollaussteuerung, höchstens</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>of the time</source>
   <translation>der Zeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>peak {db}</source>
   <translation>Spitze {db}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>the most alike first: how often this bundle is right</source>
   <translation>das ähnlichste zuerst: wie oft dieses Bundle richtig liegt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>the place counts in: right to about 5 dB</source>
   <translation>der Ort zählt mit: auf etwa 5 dB genau</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>the unnamed device</source>
   <translation>das unbenannte Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>unnamed</source>
   <translation>unbenannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/microphone_dialog.py" />
   <source>{n} % of {clips} clips · {db} dB from band to band</source>
   <translation>{n} % von {clips} Clips · {db} dB von Band zu Band</translation>
  </message>
 </context>
 <context>
  <name>PaceDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>/min</source>
   <translation>/min</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>All settings</source>
   <translation>Alle Einstellungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Changes noticed at all</source>
   <translation>Überhaupt bemerkte Wechsel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Delay against false changes</source>
   <translation>Verzögerung gegen Fehlwechsel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>False changes per minute, 95 %</source>
   <translation>Fehlwechsel je Minute, 95 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>How quickly it changes its mind</source>
   <translation>Wie schnell es seine Meinung ändert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Measure</source>
   <translation>Messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Measure again</source>
   <translation>Erneut messen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Measured on</source>
   <translation>Gemessen auf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Measured so far</source>
   <translation>Bisher gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Not measured with this bundle yet. It takes a minute or so.</source>
   <translation>Mit diesem Bundle noch nicht gemessen. Es dauert etwa eine Minute.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Now</source>
   <translation>Jetzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Recordings of the test split are joined into one stream that changes place every half minute. Counted are the seconds until the right scene is shown after a change, and changes of the name that no change of place asked for.</source>
   <translation>Aufnahmen des Testteils werden zu einem Strom verbunden, der jede halbe Minute den Ort wechselt. Gezählt werden die Sekunden, bis nach einem Wechsel die richtige Szene steht, und die Wechsel des Namens, die kein Ortswechsel verlangte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Right, of all the time</source>
   <translation>Richtig, von der ganzen Zeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Seconds, 95 %</source>
   <translation>Sekunden, 95 %</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Stop measuring</source>
   <translation>Messung beenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>Up: seconds until the right scene. Across: false changes per minute.</source>
   <translation>Nach oben: Sekunden bis zur richtigen Szene. Nach rechts: Fehlwechsel je Minute.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>{n} stays in {groups} places, {min} min, {precision}</source>
   <translation>{n} Aufenthalte an {groups} Orten, {min} min, {precision}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_dialog.py" />
   <source>{words}, with a decision every {s} s: measure again for yours.</source>
   <translation>{words}, bei einer Entscheidung alle {s} s: Messen Sie für Ihre Einstellung erneut.</translation>
  </message>
 </context>
 <context>
  <name>PaceScore</name>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_score.py" />
   <source>Open a project: its clips are needed.</source>
   <translation>Öffnen Sie ein Projekt: Seine Clips werden gebraucht.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_score.py" />
   <source>Stream score of {name}</source>
   <translation>Stromwertung von {name}</translation>
  </message>
 </context>
 <context>
  <name>PaceWords</name>
  <message>
   <location filename="../../../ascstudio/pages/live/pace_score.py" />
   <source>Right scene after {s} s, {n} false changes per minute</source>
   <translation>Richtige Szene nach {s} s, {n} Fehlwechsel je Minute</translation>
  </message>
 </context>
 <context>
  <name>RibbonCard</name>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>All scenes</source>
   <translation>Alle Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>Last 10 minutes</source>
   <translation>Letzte 10 Minuten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>This block was:</source>
   <translation>Dieser Block war:</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>Wrong? Press the right scene:</source>
   <translation>Falsch? Drücken Sie die richtige Szene:</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>corrected by you</source>
   <translation>von Ihnen berichtigt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/cards.py" />
   <source>what was heard will line up here</source>
   <translation>was gehört wurde, reiht sich hier auf</translation>
  </message>
 </context>
 <context>
  <name>SceneDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/live/scene_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/scene_dialog.py" />
   <source>Enter makes a new scene "{name}".</source>
   <translation>Enter legt die neue Szene „{name}“ an.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/scene_dialog.py" />
   <source>Scene</source>
   <translation>Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/scene_dialog.py" />
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/scene_dialog.py" />
   <source>Type a scene; Enter takes the first</source>
   <translation>Szene tippen; Enter nimmt die erste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/scene_dialog.py" />
   <source>What was it?</source>
   <translation>Was war es?</translation>
  </message>
 </context>
 <context>
  <name>Telling</name>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Almost silent</source>
   <translation>Fast still</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Good level</source>
   <translation>Guter Pegel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Listening</source>
   <translation>Hört zu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Listening is interrupted</source>
   <translation>Das Zuhören ist unterbrochen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>No microphone found. Plug one in: it appears here by itself.</source>
   <translation>Kein Mikrofon gefunden. Schließen Sie eines an: Es erscheint hier von selbst.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>No samples for {s} s</source>
   <translation>Seit {s} s keine Abtastwerte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Not listening</source>
   <translation>Hört nicht zu</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Nothing that was heard is lost. Decide less often, or close programs.</source>
   <translation>Nichts Gehörtes ist verloren. Entscheiden Sie seltener, oder schließen Sie Programme.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Opening {what}…</source>
   <translation>{what} wird geöffnet…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Overdriven</source>
   <translation>Übersteuert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Processor</source>
   <translation>Prozessor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>Sounds covered</source>
   <translation>Klingt verdeckt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>System default</source>
   <translation>Systemstandard</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>System default ({name})</source>
   <translation>Systemstandard ({name})</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>The file has ended.</source>
   <translation>Die Datei ist zu Ende.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>This computer is busy: every second decision is skipped</source>
   <translation>Dieser Computer ist ausgelastet: Jede zweite Entscheidung entfällt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>{n} % of one core</source>
   <translation>{n} % eines Kerns</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>{quality}, sound {ms} ms old</source>
   <translation>{quality}, Klang {ms} ms alt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>{quality}, {given} kHz resampled to {wanted}</source>
   <translation>{quality}, {given} kHz auf {wanted} umgerechnet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>{share} on {n} clips</source>
   <translation>{share} auf {n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/live/telling.py" />
   <source>{trained} trained, {enrolled} enrolled</source>
   <translation>{trained} trainiert, {enrolled} angelernt</translation>
  </message>
 </context>
</TS>
