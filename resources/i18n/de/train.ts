<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>BudgetMap</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>No trained student is within these limits. Hollow ones can be trained.</source>
   <translation>Kein trainierter Schüler bleibt in diesen Grenzen. Hohle lassen sich trainieren.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>Operations per window</source>
   <translation>Operationen je Fenster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>The most accurate within these limits: {name}, {share} ({low} to {high}).</source>
   <translation>Der genaueste in diesen Grenzen: {name}, {share} ({low} bis {high}).</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>Time for a window, here</source>
   <translation>Zeit für ein Fenster, hier</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>Weights, int8</source>
   <translation>Gewichte, int8</translation>
  </message>
 </context>
 <context>
  <name>CheckView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Choose the file</source>
   <translation>Datei wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Choose them</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Compute</source>
   <translation>Rechnen auf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Divide them</source>
   <translation>Aufteilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Go to Label</source>
   <translation>Zu „Labeln“</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Leave out</source>
   <translation>Auslassen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Locate audio…</source>
   <translation>Audio zuordnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Optional</source>
   <translation>Optional</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Show clips</source>
   <translation>Clips anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>Switch on</source>
   <translation>Einschalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>What the run is called in lists and reports. It can be changed later.</source>
   <translation>Wie der Lauf in Listen und Berichten heißt. Lässt sich später ändern.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>What will happen</source>
   <translation>Was geschehen wird</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>about {time}, you can close the window</source>
   <translation>etwa {time}, Sie können das Fenster schließen</translation>
  </message>
 </context>
 <context>
  <name>Course</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/check_view.py" />
   <source>What will happen</source>
   <translation>Was geschehen wird</translation>
  </message>
 </context>
 <context>
  <name>DataView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>Divide them</source>
   <translation>Aufteilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>The clips are not divided yet.</source>
   <translation>Die Clips sind noch nicht aufgeteilt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>Training and test</source>
   <translation>Training und Test</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>Who learns from this run learns the same scenes. The project stays as it is.</source>
   <translation>Wer aus diesem Lauf lernt, lernt dieselben Szenen. Das Projekt bleibt, wie es ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>clips, of them in training</source>
   <translation>Clips, davon im Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>{n} clip has no scene yet and is not learned.</source>
   <translation>{n} Clip hat noch keine Szene und wird nicht gelernt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>{n} clips have no scene yet and are not learned.</source>
   <translation>{n} Clips haben noch keine Szene und werden nicht gelernt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/data_view.py" />
   <source>{n} excluded</source>
   <translation>{n} ausgeschlossen</translation>
  </message>
 </context>
 <context>
  <name>EstimateView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>A guess: nothing like it was trained here yet</source>
   <translation>Geraten: Ähnliches wurde hier noch nicht trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>A trial of some seconds is under way…</source>
   <translation>Ein Versuch von einigen Sekunden läuft…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Being estimated…</source>
   <translation>Wird geschätzt…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Budget</source>
   <translation>Budget</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Cannot be estimated</source>
   <translation>Lässt sich nicht schätzen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Disk</source>
   <translation>Datenträger</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Estimated from a trial of some seconds</source>
   <translation>Aus einem Versuch von einigen Sekunden geschätzt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Estimated from runs that ended here</source>
   <translation>Aus Läufen geschätzt, die hier endeten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Memory</source>
   <translation>Speicher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Operations per window</source>
   <translation>MAC je Fenster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Peak working memory</source>
   <translation>Spitze des Arbeitsspeichers</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Same as this command</source>
   <translation>Entspricht diesem Befehl</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>Weights, int8</source>
   <translation>Gewichte, int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>You will get</source>
   <translation>Sie bekommen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>about {time} on this computer</source>
   <translation>etwa {time} auf diesem Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>to train: {range}</source>
   <translation>für das Training: {range}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>{low} to {high}</source>
   <translation>{low} bis {high}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>{n} of 128 kB · {macs} of 30 MMAC</source>
   <translation>{n} von 128 kB · {macs} von 30 MMAC</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/estimate_view.py" />
   <source>{n} of {free}</source>
   <translation>{n} von {free}</translation>
  </message>
 </context>
 <context>
  <name>FieldEditor</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>Back to {what}</source>
   <translation>Zurück auf {what}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>Usually {value}.</source>
   <translation>Üblich: {value}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>changed</source>
   <translation>geändert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>empty</source>
   <translation>leer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>on</source>
   <translation>ein</translation>
  </message>
 </context>
 <context>
  <name>Fields</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>At least {low}</source>
   <translation>Mindestens {low}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>Computer</source>
   <translation>Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>Goal</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>Learning</source>
   <translation>Lernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>Sound</source>
   <translation>Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>Words</source>
   <translation>Texte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>the network's own</source>
   <translation>das des Netzes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/fields.py" />
   <source>{low} to {high}</source>
   <translation>{low} bis {high}</translation>
  </message>
 </context>
 <context>
  <name>HeardCard</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/heard.py" />
   <source>The tables are in {folder}, one for every part.</source>
   <translation>Die Tabellen liegen in {folder}, eine für jeden Teil.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/heard.py" />
   <source>What was heard</source>
   <translation>Was gehört wurde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/heard.py" />
   <source>share of the rows</source>
   <translation>Anteil der Zeilen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/heard.py" />
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
 </context>
 <context>
  <name>HomePresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>A large network learns your scenes. Best accuracy, not for small devices.</source>
   <translation>Ein großes Netz lernt Ihre Szenen. Höchste Genauigkeit, nichts für kleine Geräte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>A tiny network learns from the teacher and stays under 128 kB.</source>
   <translation>Ein winziges Netz lernt vom Lehrer und bleibt unter 128 kB.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>About {time} on this computer</source>
   <translation>Etwa {time} auf diesem Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>All the way</source>
   <translation>Der ganze Weg</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Being estimated…</source>
   <translation>Wird geschätzt…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Distil a student</source>
   <translation>Schüler destillieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Distil a student first.</source>
   <translation>Destillieren Sie zuerst einen Schüler.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Fine-tune a teacher</source>
   <translation>Lehrer feinabstimmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Fine-tune, distil, make it int8 and export. The defaults fit your data.</source>
   <translation>Feinabstimmen, destillieren, in int8 umwandeln und exportieren. Die Vorgaben passen zu Ihren Daten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Install the training pack first.</source>
   <translation>Installieren Sie zuerst das Trainingspaket.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Make it int8</source>
   <translation>In int8 umwandeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Needs a student: 1 is ready</source>
   <translation>Braucht einen Schüler: 1 ist fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Needs a student: {n} are ready</source>
   <translation>Braucht einen Schüler: {n} sind fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Needs a teacher: 1 is ready</source>
   <translation>Braucht einen Lehrer: 1 ist fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Needs a teacher: {n} are ready</source>
   <translation>Braucht einen Lehrer: {n} sind fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Needs labelled clips</source>
   <translation>Braucht gelabelte Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Training needs 2 scenes with {n} labelled clips each. You have {have}.</source>
   <translation>Das Training braucht 2 Szenen mit je {n} gelabelten Clips. Sie haben {have}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>Whole numbers instead of floats, then an export you can trust.</source>
   <translation>Ganze Zahlen statt Gleitkommazahlen, dann ein Export, dem Sie trauen können.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>{n} run goes on</source>
   <translation>{n} Lauf aktiv</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>{n} run waits</source>
   <translation>{n} Lauf wartet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>{n} runs go on</source>
   <translation>{n} Läufe aktiv</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/presenter.py" />
   <source>{n} runs wait</source>
   <translation>{n} Läufe warten</translation>
  </message>
 </context>
 <context>
  <name>HomeView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Choose two runs: Ctrl and a click, or Space.</source>
   <translation>Wählen Sie zwei Läufe: Strg und Klick, oder Leertaste.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Divide…</source>
   <translation>Aufteilen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Go to Label</source>
   <translation>Zu „Labeln“</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Label a few clips first</source>
   <translation>Labeln Sie zuerst einige Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>No run yet. Each one you start stands here, with its curves and result.</source>
   <translation>Noch kein Lauf. Jeder, den Sie starten, steht hier, mit Kurven und Ergebnis.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>One thing to know before you start</source>
   <translation>Ein Hinweis, bevor Sie beginnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Prune checkpoints…</source>
   <translation>Checkpoints aufräumen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Runs</source>
   <translation>Läufe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Show clips</source>
   <translation>Clips anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>There is nothing to spare.</source>
   <translation>Es gibt nichts Entbehrliches.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Use demo data</source>
   <translation>Demodaten verwenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>{n} run</source>
   <translation>{n} Lauf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>{n} runs</source>
   <translation>{n} Läufe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>{n} things to know before you start</source>
   <translation>{n} Hinweise, bevor Sie beginnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>{size} on disk</source>
   <translation>{size} auf dem Datenträger</translation>
  </message>
 </context>
 <context>
  <name>Housekeeping</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/housekeeping.py" />
   <source>Room on disk</source>
   <translation>Platz schaffen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/housekeeping.py" />
   <source>{n} MB are free again</source>
   <translation>{n} MB sind wieder frei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/housekeeping.py" />
   <source>{run} is in the trash</source>
   <translation>{run} liegt im Papierkorb</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/housekeeping.py" />
   <source>{run} stops and goes into the trash</source>
   <translation>{run} hält an und kommt in den Papierkorb</translation>
  </message>
 </context>
 <context>
  <name>LearningExtras</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>1: one after the other, each with all that is known by then. More: in as many processes, in rounds; each is slower.</source>
   <translation>1: einer nach dem anderen, jeder mit allem, was bis dahin bekannt ist. Mehr: in ebenso vielen Prozessen, in Runden; jeder ist langsamer.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>A tenth of the sources is kept for it and not learned; the epoch that does best on them is the result. Off: everything is learned.</source>
   <translation>Ein Zehntel der Quellen wird dafür zurückgehalten und nicht gelernt; Ergebnis ist die Epoche, die darauf am besten ist. Aus: Alles wird gelernt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Balanced</source>
   <translation>Ausgewogen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Clips are also heard as other microphones would record them (Freq-MixStyle, impulse responses): it helps with devices never heard.</source>
   <translation>Clips werden auch so gehört, wie andere Mikrofone sie aufnähmen (Freq-MixStyle, Impulsantworten): Das hilft bei nie gehörten Geräten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Device colours</source>
   <translation>Gerätefarben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>How carefully?</source>
   <translation>Wie sorgfältig?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Minutes to spend at most</source>
   <translation>Höchstens aufzuwendende Minuten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Quick</source>
   <translation>Schnell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Search for good settings</source>
   <translation>Gute Einstellungen suchen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>So many processes try at the same time; what one round of them finds out is for the next.</source>
   <translation>So viele Prozesse versuchen zugleich; was eine Runde herausfindet, nützt der nächsten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Spend at most</source>
   <translation>Höchstens aufwenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>The cluster tries so many at the same time; what one round of them finds out is for the next.</source>
   <translation>Der Cluster versucht so viele zugleich; was eine Runde herausfindet, nützt der nächsten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Thorough</source>
   <translation>Gründlich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Trials at once</source>
   <translation>Versuche zugleich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Tries settings; the best on clips kept for validation is kept. Only that one is measured on the test split, once, at the end.</source>
   <translation>Versucht Einstellungen; behalten wird, was auf zurückgehaltenen Clips am besten ist. Nur dies wird am Ende ein einziges Mal auf den Testclips gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Trust labels</source>
   <translation>Labels vertrauen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Trust teacher</source>
   <translation>Lehrer vertrauen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Use what it found</source>
   <translation>Gefundenes verwenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Watch the accuracy while it learns</source>
   <translation>Genauigkeit beim Lernen beobachten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>Whom should it believe?</source>
   <translation>Wem soll er glauben?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>min</source>
   <translation>min</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/learning_extras.py" />
   <source>{n} % from the teacher, {rest} % from the labels. Usually {usual} %.</source>
   <translation>{n} % vom Lehrer, {rest} % von den Labels. Üblich: {usual} %.</translation>
  </message>
 </context>
 <context>
  <name>LimitSlider</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>at most {limit}</source>
   <translation>höchstens {limit}</translation>
  </message>
 </context>
 <context>
  <name>LogCard</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Nothing was said yet.</source>
   <translation>Es wurde noch nichts gesagt.</translation>
  </message>
 </context>
 <context>
  <name>MapsCard</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/maps.py" />
   <source>Draw the maps</source>
   <translation>Karten zeichnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/maps.py" />
   <source>Map of the student</source>
   <translation>Karte des Schülers</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/maps.py" />
   <source>Map of the teacher</source>
   <translation>Karte des Lehrers</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/maps.py" />
   <source>Teacher beside student</source>
   <translation>Lehrer neben Schüler</translation>
  </message>
 </context>
 <context>
  <name>MoreStudents</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_students.py" />
   <source>Choose a network</source>
   <translation>Netz wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_students.py" />
   <source>Choose another network</source>
   <translation>Anderes Netz wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_students.py" />
   <source>It is taught as the small one is. What is over the budget is red.</source>
   <translation>Es wird wie das kleine unterrichtet. Was über dem Budget liegt, ist rot.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_students.py" />
   <source>Network</source>
   <translation>Netz</translation>
  </message>
 </context>
 <context>
  <name>MoreView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>More: every setting of the recipe</source>
   <translation>Mehr: jede Einstellung des Rezepts</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>Nothing to set here.</source>
   <translation>Hier ist nichts einzustellen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>Stage</source>
   <translation>Stufe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/more_view.py" />
   <source>{n} changed</source>
   <translation>{n} geändert</translation>
  </message>
 </context>
 <context>
  <name>PackView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack_view.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack_view.py" />
   <source>Install it</source>
   <translation>Installieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack_view.py" />
   <source>Installing</source>
   <translation>Wird installiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack_view.py" />
   <source>It goes into "{folder}".</source>
   <translation>Es kommt nach „{folder}“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack_view.py" />
   <source>It takes {size} of disk. Listening, labelling and teaching work without it.</source>
   <translation>Es belegt {size}. Zuhören, Labeln und Anlernen gehen ohne.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack_view.py" />
   <source>Training is an extra</source>
   <translation>Training ist ein Zusatzpaket</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack_view.py" />
   <source>Training pack</source>
   <translation>Trainingspaket</translation>
  </message>
 </context>
 <context>
  <name>Places</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>A Ray cluster</source>
   <translation>Ein Ray-Cluster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>Its graphics card</source>
   <translation>Seine Grafikkarte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>Only its processor</source>
   <translation>Nur sein Prozessor</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>Several processors or machines</source>
   <translation>Mehrere Prozessoren oder Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>This computer</source>
   <translation>Dieser Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>int8 is made in one process.</source>
   <translation>int8 entsteht in einem einzigen Prozess.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>it has one core only.</source>
   <translation>er hat nur einen Kern.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>its pack is not installed: asc install cluster</source>
   <translation>sein Paket ist nicht installiert: asc install cluster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>no NVIDIA card was found here.</source>
   <translation>hier wurde keine NVIDIA-Karte gefunden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/compute.py" />
   <source>no cluster is named: set RAY_ADDRESS to HOST:PORT first.</source>
   <translation>kein Cluster ist angegeben: Setzen Sie zuerst RAY_ADDRESS auf HOST:PORT.</translation>
  </message>
 </context>
 <context>
  <name>PruneDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Delete them</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Make room on disk</source>
   <translation>Platz auf dem Datenträger schaffen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Prune checkpoints</source>
   <translation>Checkpoints aufräumen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Runs that are done keep their network, recipe, curves and result. This cannot be undone.</source>
   <translation>Fertige Läufe behalten Netz, Rezept, Kurven und Ergebnis. Dies lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>States to go on from, of runs that are done: {size}</source>
   <translation>Zwischenstände fertiger Läufe zum Fortsetzen: {size}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>The trash, {n} runs: {size}</source>
   <translation>Der Papierkorb, {n} Läufe: {size}</translation>
  </message>
 </context>
 <context>
  <name>Questions</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>A large listener. Only its last layer learns, with varied clips.</source>
   <translation>Ein großer Zuhörer. Nur seine letzte Schicht lernt, mit variierten Clips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>A student is the small network that listens later. Larger ones hear more, smaller ones fit more devices.</source>
   <translation>Ein Schüler ist das kleine Netz, das später zuhört. Größere hören mehr, kleinere passen auf mehr Geräte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>A teacher hears best. It is too large for small devices.</source>
   <translation>Ein Lehrer hört am besten. Für kleine Geräte ist er zu groß.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>A third of the budget, for most devices.</source>
   <translation>Ein Drittel des Budgets, für die meisten Geräte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>ASC Studio fetches nothing. Get one of these files, then choose it here.</source>
   <translation>ASC Studio holt nichts aus dem Netz. Besorgen Sie eine dieser Dateien und wählen Sie sie hier.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Among the best. Slow without a graphics card.</source>
   <translation>Unter den Besten. Langsam ohne Grafikkarte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>An epoch is one pass over all training clips.</source>
   <translation>Eine Epoche ist ein Durchgang über alle Trainingsclips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Another view on sound, good beside BEATs in a fusion.</source>
   <translation>Ein anderer Blick auf Klang, gut neben BEATs in einer Fusion.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>At once: only looks for the ranges. Some networks lose accuracy.</source>
   <translation>Sofort: sucht nur die Wertebereiche. Manche Netze verlieren Genauigkeit.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Averaged, or fused: each weighs what it is worth.</source>
   <translation>Gemittelt oder fusioniert: Jeder wiegt, was er wert ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>BEATs as it is</source>
   <translation>BEATs, wie es ist</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>BEATs, all of it trained</source>
   <translation>BEATs, ganz trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>BEATs, trained by contrast</source>
   <translation>BEATs, kontrastiv trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Balanced</source>
   <translation>Ausgewogen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Begins with its teacher's first layers, hears past the device.</source>
   <translation>Beginnt mit den ersten Schichten seines Lehrers, hört am Gerät vorbei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>CP-ResNet 128k</source>
   <translation>CP-ResNet 128k</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Check and start</source>
   <translation>Prüfen und starten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Convert without training (PTQ)</source>
   <translation>Nur umwandeln (PTQ)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Data, time, disk</source>
   <translation>Daten, Zeit, Platz</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Fused: {networks}</source>
   <translation>Fusioniert: {networks}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Goal</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Has heard two million clips. Only its last layer learns: seconds.</source>
   <translation>Hat zwei Millionen Clips gehört. Nur seine letzte Schicht lernt: Sekunden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Hears your scenes better than as it is: minutes to hours.</source>
   <translation>Hört Ihre Szenen besser als unverändert: Minuten bis Stunden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>How carefully?</source>
   <translation>Wie sorgfältig?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>It learns to do without the fractions. The most accurate way.</source>
   <translation>Es lernt, ohne Nachkommastellen auszukommen. Der genaueste Weg.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Learning</source>
   <translation>Lernen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Learns from mixtures of your recordings. Slower to train.</source>
   <translation>Lernt aus Mischungen Ihrer Aufnahmen. Trainiert langsamer.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Method</source>
   <translation>Methode</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>More than half of the budget of 128 kB. Takes longest to train.</source>
   <translation>Mehr als die Hälfte des Budgets von 128 kB. Trainiert am längsten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Most accurate</source>
   <translation>Am genauesten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Moves like scenes together: for places that are taught later.</source>
   <translation>Rückt gleiche Szenen zusammen: für Orte, die später angelernt werden.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Needs a teacher that is YAMNet, or a fusion with one.</source>
   <translation>Braucht einen Lehrer, der YAMNet ist, oder eine Fusion damit.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Needs two finished teachers.</source>
   <translation>Braucht zwei fertige Lehrer.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>No network here is called "{name}".</source>
   <translation>Kein Netz heißt hier „{name}“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>No teacher</source>
   <translation>Kein Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Not chosen yet</source>
   <translation>Noch nicht gewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Not ready yet</source>
   <translation>Noch nicht bereit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>On a microcontroller</source>
   <translation>Mikrocontroller</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>On a phone or a small computer</source>
   <translation>Telefon, kleiner Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Over the 128 kB and 30 MMAC budget. Switch the budget off to choose it.</source>
   <translation>Über dem Budget von 128 kB und 30 MMAC. Schalten Sie das Budget aus, um es zu wählen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>PaSST, all of it trained</source>
   <translation>PaSST, ganz trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Quick</source>
   <translation>Schnell</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Ready now. Starts from nothing and learns only from your clips.</source>
   <translation>Sofort bereit. Beginnt bei null und lernt nur aus Ihren Clips.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Ready to start</source>
   <translation>Bereit zum Start</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Recipe "{name}"</source>
   <translation>Rezept „{name}“</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Rounding costs accuracy. Training wins most of it back.</source>
   <translation>Runden kostet Genauigkeit. Training gewinnt das meiste zurück.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Scenes with many clips of many places are learned best.</source>
   <translation>Szenen mit vielen Clips von vielen Orten werden am besten gelernt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Settings that were saved or given.</source>
   <translation>Gespeicherte oder vorgegebene Einstellungen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Several together</source>
   <translation>Mehrere zusammen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Small</source>
   <translation>Klein</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Student</source>
   <translation>Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Teacher</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>The balanced choice: a third of the budget, most of the accuracy.</source>
   <translation>Die ausgewogene Wahl: ein Drittel des Budgets, fast die ganze Genauigkeit.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>The smallest that still hears well. Fits beside a program.</source>
   <translation>Das kleinste, das noch gut hört. Passt neben ein Programm.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>The smallest, in a few epochs, to see it work.</source>
   <translation>Das kleinste, in wenigen Epochen, um es laufen zu sehen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>The student imitates what the teacher hears in each clip.</source>
   <translation>Der Schüler ahmt nach, was der Lehrer in jedem Clip hört.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>The student learns from the labels alone, usually with less accuracy.</source>
   <translation>Der Schüler lernt nur aus den Labels, meist mit weniger Genauigkeit.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>This decides how large the student may be, and how long it takes.</source>
   <translation>Das entscheidet, wie groß der Schüler sein darf und wie lange es dauert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Thorough</source>
   <translation>Gründlich</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>To see the whole way. Usually a little less accurate.</source>
   <translation>Um den ganzen Weg zu sehen. Meist etwas weniger genau.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>To see whether it works at all</source>
   <translation>Um zu sehen, ob es überhaupt geht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Train briefly</source>
   <translation>Kurz trainieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Train with whole numbers (QAT)</source>
   <translation>Ganzzahlig trainieren (QAT)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Train with whole numbers, or convert?</source>
   <translation>Mit ganzen Zahlen trainieren oder umwandeln?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Twice the time for the last points</source>
   <translation>Doppelte Zeit für die letzten Punkte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Usually as good as it gets</source>
   <translation>Besser wird es meist nicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>What should it learn?</source>
   <translation>Was soll er lernen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Where are the weights of {network}?</source>
   <translation>Wo liegen die Gewichte von {network}?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Where will it run?</source>
   <translation>Wo soll es laufen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Which network should learn your scenes?</source>
   <translation>Welches Netz soll Ihre Szenen lernen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Which student should become int8?</source>
   <translation>Welcher Schüler soll int8 werden?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Which student should run on the device?</source>
   <translation>Welcher Schüler soll auf dem Gerät laufen?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Who teaches?</source>
   <translation>Wer unterrichtet?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Whole numbers instead of floats: a quarter of the size, and faster.</source>
   <translation>Ganze Zahlen statt Gleitkommazahlen: ein Viertel der Größe, und schneller.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>YAMNet as it is</source>
   <translation>YAMNet, wie es ist</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>YAMNet, all of it trained</source>
   <translation>YAMNet, ganz trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Your choice, taught as the small one is.</source>
   <translation>Ihre Wahl, wie das kleine unterrichtet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Your choice. Over the budget of 128 kB and 30 MMAC.</source>
   <translation>Ihre Wahl. Über dem Budget von 128 kB und 30 MMAC.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>Your data</source>
   <translation>Ihre Daten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>about {time} on this computer</source>
   <translation>etwa {time} auf diesem Computer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>its file is chosen</source>
   <translation>seine Datei ist gewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>needs its file</source>
   <translation>braucht seine Datei</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>no epoch</source>
   <translation>keine Epoche</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>was right {share} here</source>
   <translation>lag hier zu {share} richtig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>{n} epoch</source>
   <translation>{n} Epoche</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>{n} epochs</source>
   <translation>{n} Epochen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/questions.py" />
   <source>{size}, over the budget</source>
   <translation>{size}, über dem Budget</translation>
  </message>
 </context>
 <context>
  <name>RecipesDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>A recipe holds every setting of a run. Begin with one, change what you like.</source>
   <translation>Ein Rezept enthält jede Einstellung eines Laufs. Beginnen Sie mit einem, ändern Sie, was Sie mögen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Open a file…</source>
   <translation>Datei öffnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Open a recipe</source>
   <translation>Rezept öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Recipes</source>
   <translation>Rezepte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Recipes (*.toml)</source>
   <translation>Rezepte (*.toml)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Set up</source>
   <translation>Einrichten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Student</source>
   <translation>Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>Teacher</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>int8</source>
   <translation>int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/dialogs.py" />
   <source>{file}, your own</source>
   <translation>{file}, Ihr eigenes</translation>
  </message>
 </context>
 <context>
  <name>RenameDialog</name>
  <message>
   <location filename="../../../ascstudio/pages/train/rename.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/rename.py" />
   <source>Name of the run</source>
   <translation>Name des Laufs</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/rename.py" />
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/rename.py" />
   <source>Without a name it is called “{makes}”. Its folder stays where it is.</source>
   <translation>Ohne Namen heißt er „{makes}“. Sein Ordner bleibt, wo er ist.</translation>
  </message>
 </context>
 <context>
  <name>RunActions</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Distil a student from it</source>
   <translation>Schüler daraus destillieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Evaluate</source>
   <translation>Auswerten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Finish with the best</source>
   <translation>Mit dem besten abschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Finish with what it learnt</source>
   <translation>Mit dem Gelernten abschließen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>It has learnt nothing yet.</source>
   <translation>Er hat noch nichts gelernt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>It starts from "{name}", which is not done.</source>
   <translation>Er beginnt bei „{name}“, der nicht fertig ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>It was asked to, and does at its next step.</source>
   <translation>Er ist darum gebeten und tut es beim nächsten Schritt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Listen with it</source>
   <translation>Damit zuhören</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Make it int8</source>
   <translation>In int8 umwandeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Make the bundle</source>
   <translation>Bundle erzeugen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Show the next run</source>
   <translation>Nächsten Lauf anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Start now</source>
   <translation>Jetzt starten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Stop and keep best</source>
   <translation>Bestes behalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Stop and keep it</source>
   <translation>Anhalten und behalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Take out of the line</source>
   <translation>Aus der Warteschlange nehmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>The bundle is being made.</source>
   <translation>Das Bundle wird erzeugt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Training is over: it is only measured now.</source>
   <translation>Das Training ist vorbei: Jetzt wird nur noch gemessen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/actions.py" />
   <source>Use what it found</source>
   <translation>Gefundenes verwenden</translation>
  </message>
 </context>
 <context>
  <name>RunCharts</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Accuracy per device</source>
   <translation>Genauigkeit je Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Accuracy per device on the test split</source>
   <translation>Genauigkeit je Gerät auf den Testclips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Chart</source>
   <translation>Diagramm</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Hollow marks: devices that training never heard.</source>
   <translation>Hohle Punkte: Geräte, die das Training nie hörte.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>Loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>epoch</source>
   <translation>Epoche</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>lower is better</source>
   <translation>niedriger ist besser</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>no device given</source>
   <translation>kein Gerät angegeben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>on clips kept for validation</source>
   <translation>auf zurückgehaltenen Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>on the test split</source>
   <translation>auf den Testclips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/charts.py" />
   <source>validation</source>
   <translation>Validierung</translation>
  </message>
 </context>
 <context>
  <name>RunFigures</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>1 thread</source>
   <translation>1 Thread</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Accuracy on the test split</source>
   <translation>Genauigkeit auf den Testclips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Best in validation</source>
   <translation>Bestes in der Validierung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Hours of sound</source>
   <translation>Stunden Klang</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Left</source>
   <translation>Noch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Times real time</source>
   <translation>Mal Echtzeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Took</source>
   <translation>Dauer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Unseen devices</source>
   <translation>Ungesehene Geräte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Validation accuracy</source>
   <translation>Validierungsgenauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>Windows per second</source>
   <translation>Fenster je Sekunde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>best {best} at epoch {n}</source>
   <translation>am besten {best} in Epoche {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>done about {clock}</source>
   <translation>fertig gegen {clock}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>ended {when}</source>
   <translation>beendet {when}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>every device is in training</source>
   <translation>jedes Gerät ist im Training</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>heard once, by the best</source>
   <translation>einmal gehört, vom besten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>measured at the end</source>
   <translation>am Ende gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>no device is known</source>
   <translation>kein Gerät ist bekannt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>of {n}</source>
   <translation>von {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>of {n} clip</source>
   <translation>von {n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>of {n} clips</source>
   <translation>von {n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>trained about {clock}</source>
   <translation>bis {clock}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>trial {n}</source>
   <translation>Versuch {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>until {when}</source>
   <translation>bis {when}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>{low} to {high} % (95 %)</source>
   <translation>{low} bis {high} % (95 %)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>{n} could not be read</source>
   <translation>{n} nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>{n} threads</source>
   <translation>{n} Threads</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>{which}, {n} points higher</source>
   <translation>{which}, {n} Punkte höher</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/figures.py" />
   <source>{which}, {n} points lower</source>
   <translation>{which}, {n} Punkte niedriger</translation>
  </message>
 </context>
 <context>
  <name>RunMonitor</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/monitor.py" />
   <source>Bundle of {name}</source>
   <translation>Bundle von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/monitor.py" />
   <source>Maps of {name}</source>
   <translation>Karten von {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/monitor.py" />
   <source>The project can only be read here: maps of this run could not be kept.</source>
   <translation>Das Projekt ist hier nur lesbar: Karten dieses Laufs ließen sich nicht aufbewahren.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/monitor.py" />
   <source>{name} is ready</source>
   <translation>{name} ist fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/monitor.py" />
   <source>{name} is written</source>
   <translation>{name} ist geschrieben</translation>
  </message>
 </context>
 <context>
  <name>RunRowWidget</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Chosen</source>
   <translation>Gewählt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Measured on the test split</source>
   <translation>Auf den Testclips gemessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>accuracy {share}</source>
   <translation>Genauigkeit {share}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>unseen devices {share}</source>
   <translation>ungesehene Geräte {share}</translation>
  </message>
 </context>
 <context>
  <name>RunSide</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Copy command</source>
   <translation>Befehl kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Copy the path of the run's folder</source>
   <translation>Pfad des Laufordners kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Events</source>
   <translation>Ereignisse</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Operations per window</source>
   <translation>MAC je Fenster</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Show or hide the log (L)</source>
   <translation>Protokoll ein- oder ausblenden (L)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Size against the budget</source>
   <translation>Größe gegen das Budget</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>The path of the folder is copied</source>
   <translation>Der Pfad des Ordners ist kopiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>The run goes on and is picked up again.</source>
   <translation>Der Lauf geht weiter und wird wieder aufgenommen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>This run</source>
   <translation>Dieser Lauf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>Weights, int8</source>
   <translation>Gewichte, int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/side.py" />
   <source>You can close the window</source>
   <translation>Sie können das Fenster schließen</translation>
  </message>
 </context>
 <context>
  <name>RunTeller</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Both hear the test clips. Activity shows how far they are.</source>
   <translation>Beide hören die Testclips an. „Aktivität“ zeigt, wie weit sie sind.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Bundle</source>
   <translation>Bundle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Can be drawn when the run is done.</source>
   <translation>Lässt sich zeichnen, wenn der Lauf fertig ist.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Corpus</source>
   <translation>Korpus</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Epoch {n} of {all}</source>
   <translation>Epoche {n} von {all}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Epoch {n} of {all} is kept.</source>
   <translation>Epoche {n} von {all} bleibt erhalten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Every clip of the training split is learned from, and the last epoch counts.
The test split is heard once, at the end: choosing by it would flatter the result.
For a curve here, switch "Watch the accuracy while it learns" on before the start.</source>
   <translation>Aus jedem Clip des Trainingsteils wird gelernt, und die letzte Epoche zählt.
Die Testclips werden einmal gehört, am Ende: Danach zu wählen würde dem Ergebnis schmeicheln.
Für eine Kurve hier schalten Sie vor dem Start „Genauigkeit beim Lernen beobachten“ ein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>First epoch.</source>
   <translation>Erste Epoche.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>First epoch. First result in about {time}.</source>
   <translation>Erste Epoche. Erstes Ergebnis in etwa {time}.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>It has not begun yet.</source>
   <translation>Er hat noch nicht begonnen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>It learned from the scenes alone: there is no teacher beside it.</source>
   <translation>Er lernte nur aus den Szenen: Es steht kein Lehrer daneben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>It pauses at its next step.</source>
   <translation>Er pausiert beim nächsten Schritt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>It stops at its next step and goes into the trash.</source>
   <translation>Er hält beim nächsten Schritt an und kommt in den Papierkorb.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>It stops training at its next step and keeps the best.</source>
   <translation>Er beendet das Training beim nächsten Schritt und behält das beste.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>No epoch ended.</source>
   <translation>Keine Epoche ging zu Ende.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Nothing is trained step by step here.</source>
   <translation>Hier wird nichts Schritt für Schritt trainiert.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>On disk</source>
   <translation>Auf dem Datenträger</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Seed</source>
   <translation>Seed</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>Started</source>
   <translation>Begonnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>The first epoch is not over yet.</source>
   <translation>Die erste Epoche ist noch nicht vorbei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>The same test clips as the teacher hears them, and as the student does.</source>
   <translation>Dieselben Testclips, wie der Lehrer sie hört und wie der Schüler.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>about {time}</source>
   <translation>etwa {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>snapshot {n}</source>
   <translation>Snapshot {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>{n} of {all}</source>
   <translation>{n} von {all}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>{n} trial, {left} left</source>
   <translation>{n} Versuch, noch {left}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>{n} trials, {left} left</source>
   <translation>{n} Versuche, noch {left}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/told.py" />
   <source>{step}: {done} of {total}</source>
   <translation>{step}: {done} von {total}</translation>
  </message>
 </context>
 <context>
  <name>RunView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/view.py" />
   <source>Copy the path of the run's folder</source>
   <translation>Pfad des Laufordners kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/view.py" />
   <source>Progress of the run</source>
   <translation>Fortschritt des Laufs</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/view.py" />
   <source>Show log</source>
   <translation>Protokoll anzeigen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/view.py" />
   <source>Show or hide the log</source>
   <translation>Protokoll ein- oder ausblenden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/view.py" />
   <source>Start anew with batch {n}</source>
   <translation>Mit Batch {n} neu starten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/view.py" />
   <source>The run</source>
   <translation>Der Lauf</translation>
  </message>
 </context>
 <context>
  <name>RunsHead</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Recipe</source>
   <translation>Rezept</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Run</source>
   <translation>Lauf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Started</source>
   <translation>Begonnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>Unseen</source>
   <translation>Ungesehen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/run_row.py" />
   <source>What</source>
   <translation>Was</translation>
  </message>
 </context>
 <context>
  <name>RunsTable</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/table.py" />
   <source>Folded</source>
   <translation>Eingeklappt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/table.py" />
   <source>Open</source>
   <translation>Aufgeklappt</translation>
  </message>
 </context>
 <context>
  <name>SettingUp</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>A trial of some seconds</source>
   <translation>Ein Versuch von einigen Sekunden</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>Divided into training and test</source>
   <translation>In Training und Test aufgeteilt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>Draft saved</source>
   <translation>Entwurf gespeichert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>In line: it starts when a core is free, also without the window.</source>
   <translation>In der Warteschlange: Er beginnt, wenn ein Kern frei ist, auch ohne das Fenster.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>Saved {name}</source>
   <translation>{name} gespeichert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>Started. You can close the window: the run goes on.</source>
   <translation>Gestartet. Sie können das Fenster schließen: Der Lauf geht weiter.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>The search has started. The best so far is always kept.</source>
   <translation>Die Suche hat begonnen. Das bisher Beste wird immer behalten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>What a fusion would bring</source>
   <translation>Was eine Fusion brächte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>What all students cost</source>
   <translation>Was alle Schüler kosten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/setting_up.py" />
   <source>{n} clips left out</source>
   <translation>{n} Clips ausgelassen</translation>
  </message>
 </context>
 <context>
  <name>StudentExtras</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/student_extras.py" />
   <source>128 kB of weights, 30 million operations for a window of about a second</source>
   <translation>128 kB Gewichte, 30 Millionen Operationen für ein Fenster von etwa einer Sekunde</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/student_extras.py" />
   <source>Budget map</source>
   <translation>Budgetkarte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/student_extras.py" />
   <source>Keep within the DCASE budget</source>
   <translation>Im DCASE-Budget bleiben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/student_extras.py" />
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/student_extras.py" />
   <source>Measuring the students on file</source>
   <translation>Die gespeicherten Schüler werden vermessen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/student_extras.py" />
   <source>Show students as</source>
   <translation>Schüler anzeigen als</translation>
  </message>
 </context>
 <context>
  <name>TableWords</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/rows.py" />
   <source>Not started</source>
   <translation>Nicht begonnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/rows.py" />
   <source>Snapshot {n}</source>
   <translation>Snapshot {n}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/rows.py" />
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/rows.py" />
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
 </context>
 <context>
  <name>TogetherView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>All count the same.</source>
   <translation>Alle zählen gleich.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Average</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Biases</source>
   <translation>Bias</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Choose at least two.</source>
   <translation>Wählen Sie mindestens zwei.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Fuse</source>
   <translation>Fusionieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Hearing the clips</source>
   <translation>Die Clips werden gehört</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>How they speak as one</source>
   <translation>Wie sie mit einer Stimme sprechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>No sources were kept from all of them, so the weights favour whoever learnt them by heart. Train them with one validation share and seed, or average.</source>
   <translation>Es wurden nicht für alle dieselben Quellen zurückgehalten; die Gewichte bevorzugen darum, wer sie auswendig gelernt hat. Trainieren Sie sie mit gleichem Validierungsanteil und Seed, oder mitteln Sie.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Several together</source>
   <translation>Mehrere zusammen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>They agree about every clip.</source>
   <translation>Sie sind sich über jeden Clip einig.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>They disagree about {n} of {all} clips.</source>
   <translation>Sie sind sich über {n} von {all} Clips uneinig.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Weights and a bias per scene are fitted on sources that all of them kept.</source>
   <translation>Gewichte und ein Bias je Szene werden auf Quellen bestimmt, die alle zurückgehalten haben.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>What would it bring?</source>
   <translation>Was brächte es?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>Where do they disagree?</source>
   <translation>Wo sind sie uneinig?</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>added to each scene; amber: taken off</source>
   <translation>zu jeder Szene addiert; gelb: abgezogen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>averaged</source>
   <translation>gemittelt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>fused</source>
   <translation>fusioniert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>no device given</source>
   <translation>kein Gerät angegeben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>on the test split, alone and together</source>
   <translation>auf den Testclips, allein und zusammen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/together_view.py" />
   <source>that its scores are multiplied with</source>
   <translation>womit seine Werte multipliziert werden</translation>
  </message>
 </context>
 <context>
  <name>TrainPage</name>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>A folder for {n} recipes</source>
   <translation>Ein Ordner für {n} Rezepte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>All runs</source>
   <translation>Alle Läufe</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Bring back the last discarded run</source>
   <translation>Zuletzt verworfenen Lauf zurückholen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Bundles (*.ascbundle)</source>
   <translation>Bundles (*.ascbundle)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Choose a run first.</source>
   <translation>Wählen Sie zuerst einen Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Choose a run, open one, or set one up first.</source>
   <translation>Wählen oder öffnen Sie einen Lauf, oder richten Sie einen ein.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Choose one run first.</source>
   <translation>Wählen Sie zuerst einen einzelnen Lauf.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Choose two runs first: Space takes one.</source>
   <translation>Wählen Sie zuerst zwei Läufe: Die Leertaste nimmt einen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Compare runs</source>
   <translation>Läufe vergleichen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Copy as command</source>
   <translation>Als Befehl kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Discard runs</source>
   <translation>Läufe verwerfen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Ended</source>
   <translation>Beendet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Export the bundle</source>
   <translation>Bundle exportieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Failed</source>
   <translation>Gescheitert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>New run: {flow}</source>
   <translation>Neuer Lauf: {flow}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>No run was discarded since the project was opened.</source>
   <translation>Seit das Projekt geöffnet ist, wurde kein Lauf verworfen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Open a run</source>
   <translation>Lauf öffnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Open a run…</source>
   <translation>Lauf öffnen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Paused</source>
   <translation>Pausiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Prune checkpoints…</source>
   <translation>Checkpoints aufräumen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Recipes</source>
   <translation>Rezepte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Recipes (*.toml)</source>
   <translation>Rezepte (*.toml)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Rename the run…</source>
   <translation>Lauf umbenennen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Running</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Save as recipe</source>
   <translation>Als Rezept speichern</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>This run</source>
   <translation>Dieser Lauf</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/view.py" />
   <source>Waiting</source>
   <translation>Wartet</translation>
  </message>
 </context>
 <context>
  <name>TrainPresenter</name>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>"{name}" is a recipe for "{stage}".</source>
   <translation>„{name}“ ist ein Rezept für „{stage}“.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>"{name}" is a run of another project.</source>
   <translation>„{name}“ ist ein Lauf eines anderen Projekts.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>Go on with it, and give it more minutes.</source>
   <translation>Setzen Sie sie fort und geben Sie ihr mehr Minuten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>It is started from the command line.</source>
   <translation>Er wird über die Befehlszeile gestartet.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>Name taken away</source>
   <translation>Name entfernt</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>Open that project.</source>
   <translation>Öffnen Sie jenes Projekt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>Set up with {settings}</source>
   <translation>Mit {settings} eingerichtet</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>The run is called {name} now</source>
   <translation>Der Lauf heißt jetzt {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/presenter.py" />
   <source>The search has not found any settings yet.</source>
   <translation>Die Suche hat noch keine Einstellungen gefunden.</translation>
  </message>
 </context>
 <context>
  <name>TrainingPack</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack.py" />
   <source>Taking it out again…</source>
   <translation>Wird wieder entfernt…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack.py" />
   <source>The training pack is installed</source>
   <translation>Das Trainingspaket ist installiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/pack.py" />
   <source>Training pack</source>
   <translation>Trainingspaket</translation>
  </message>
 </context>
 <context>
  <name>TrialsCard</name>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>Epochs</source>
   <translation>Epochen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>In validation</source>
   <translation>In der Validierung</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>Took</source>
   <translation>Dauer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>Trial</source>
   <translation>Versuch</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>Trials</source>
   <translation>Versuche</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>chosen by the validation part, the best first</source>
   <translation>nach der Validierung gewählt, der beste zuerst</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>failed</source>
   <translation>gescheitert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>given up, it was behind</source>
   <translation>aufgegeben, lag zurück</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/run/trials.py" />
   <source>running</source>
   <translation>läuft</translation>
  </message>
 </context>
 <context>
  <name>WeightsView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>Choose the file…</source>
   <translation>Datei wählen…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>Choose the weights</source>
   <translation>Gewichte wählen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>No file is chosen yet.</source>
   <translation>Noch ist keine Datei gewählt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>Weights (*.safetensors *.pt *.pth *.ckpt *.h5)</source>
   <translation>Gewichte (*.safetensors *.pt *.pth *.ckpt *.h5)</translation>
  </message>
 </context>
 <context>
  <name>Wizard</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>All the way</source>
   <translation>Der ganze Weg</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Choose at least two teachers</source>
   <translation>Wählen Sie mindestens zwei Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Distil</source>
   <translation>Destillieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Distil a student</source>
   <translation>Schüler destillieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Distil a student first.</source>
   <translation>Destillieren Sie zuerst einen Schüler.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Fine-tune a teacher</source>
   <translation>Lehrer feinabstimmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Fine-tune teacher</source>
   <translation>Lehrer feinabstimmen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Fuse</source>
   <translation>Fusionieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Make it int8</source>
   <translation>In int8 umwandeln</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Student</source>
   <translation>Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Taught by</source>
   <translation>Unterrichtet von</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>Teacher</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>The data could not be checked.</source>
   <translation>Die Daten ließen sich nicht prüfen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>The data is being checked.</source>
   <translation>Die Daten werden geprüft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>There is no finished student yet</source>
   <translation>Es gibt noch keinen fertigen Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>They stand in the first step.</source>
   <translation>Sie stehen im ersten Schritt.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>int8</source>
   <translation>int8</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>nobody</source>
   <translation>niemandem</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>reached before</source>
   <translation>bisher erreicht</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>{n} clip</source>
   <translation>{n} Clip</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>{n} clips</source>
   <translation>{n} Clips</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>{n} scene</source>
   <translation>{n} Szene</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/wizard.py" />
   <source>{n} scenes</source>
   <translation>{n} Szenen</translation>
  </message>
 </context>
 <context>
  <name>WizardView</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Begin anew</source>
   <translation>Neu beginnen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Choose the file of weights first.</source>
   <translation>Wählen Sie zuerst die Datei mit den Gewichten.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Copy as command</source>
   <translation>Als Befehl kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Next: {step}</source>
   <translation>Weiter: {step}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Save as recipe…</source>
   <translation>Als Rezept speichern…</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Start</source>
   <translation>Starten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Start, about {time}</source>
   <translation>Starten, etwa {time}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Step {n} of {all}</source>
   <translation>Schritt {n} von {all}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Student</source>
   <translation>Schüler</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Teacher</source>
   <translation>Lehrer</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Your data could not be checked. Any change of an answer tries again.</source>
   <translation>Ihre Daten ließen sich nicht prüfen. Jede geänderte Antwort versucht es erneut.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Your data is being checked.</source>
   <translation>Ihre Daten werden geprüft.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Your data was checked. Nothing speaks against it.</source>
   <translation>Ihre Daten sind geprüft. Nichts spricht dagegen.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Your data was checked. One thing could be better, it does not stop you.</source>
   <translation>Ihre Daten sind geprüft. Eines könnte besser sein, es hindert Sie nicht.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Your data was checked. What is red keeps it from starting.</source>
   <translation>Ihre Daten sind geprüft. Was rot ist, verhindert den Start.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>Your data was checked. {n} things could be better, none stops you.</source>
   <translation>Ihre Daten sind geprüft. {n} Dinge könnten besser sein, keines hindert Sie.</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/view.py" />
   <source>int8</source>
   <translation>int8</translation>
  </message>
 </context>
 <context>
  <name>_Card</name>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Set up</source>
   <translation>Einrichten</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Set up: {flow}</source>
   <translation>Einrichten: {flow}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/home/view.py" />
   <source>Start here</source>
   <translation>Hier beginnen</translation>
  </message>
 </context>
 <context>
  <name>_Chart</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>Accuracy over bytes</source>
   <translation>Genauigkeit über Bytes</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>bytes of int8 weights, hollow: not trained</source>
   <translation>Bytes der int8-Gewichte, hohl: nicht trainiert</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/budget_map.py" />
   <source>not trained yet</source>
   <translation>noch nicht trainiert</translation>
  </message>
 </context>
 <context>
  <name>_PublishedCard</name>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>Address of {file}</source>
   <translation>Adresse von {file}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>Copy the address of {file}</source>
   <translation>Adresse von {file} kopieren</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>licence {name}</source>
   <translation>Lizenz {name}</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>no licence stated</source>
   <translation>keine Lizenz angegeben</translation>
  </message>
  <message>
   <location filename="../../../ascstudio/pages/train/wizard/weights_view.py" />
   <source>{about}. Published by {who}:</source>
   <translation>{about}. Veröffentlicht von {who}:</translation>
  </message>
 </context>
</TS>
