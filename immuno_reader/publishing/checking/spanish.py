"""Spanish, as packs for patients are written in it."""

import re

from immuno_reader.publishing.checking.lexicon import Lexicon, listed, phrase, words

_PARTICIPLES = (
    r"\w{2,}(?:ado|ada|ados|adas|ido|ida|idos|idas|ído|ída|ídos|ídas)|hech[oa]s?|dich[oa]s?|"
    r"vist[oa]s?|puest[oa]s?|escrit[oa]s?|abiert[oa]s?|rot[oa]s?|cubiert[oa]s?|resuelt[oa]s?"
)

SPANISH = Lexicon(
    # The handbook as a whole takes 1.08 times the words, single sentences more.
    length=1.15,
    # 1.95 syllables a word in the handbook, 1.35 in English.
    syllables=1.44,
    stops=listed(
        "dr. dra. sr. sra. p. ej. etc. núm. n.º aprox. pág. págs. ee. uu. vs. fig. art. "
        "cap. ud. uds. prof. vol."
    ),
    free_abbreviations=listed(
        "EE UU EUA UE ADN TC TAC RM VIH SIDA TV PDF CC BY QR COVID-19 COVID RMN BMJ ISO DNI"
    ),
    passive=re.compile(
        r"\b(?:es|son|fue|fueron|ser|sido|siendo|será|serán|era|eran|sea|sean)\s+"
        rf"(?:(?:no|también|a menudo|ya|luego|solo|\w+mente)\s+)?(?:{_PARTICIPLES})\b",
        re.IGNORECASE,
    ),
    not_passive=words(
        r"(?:llamad[oa]s?|conocid[oa]s? como|parecid[oa]s?|limitad[oa]s?|complicad[oa]s?|"
        r"relacionad[oa]s?|avanzad[oa]s?|adecuad[oa]s?|delicad[oa]s?|demasiad[oa]s?|estado|lado|"
        r"cuidado|grado|resultado|sentido|medida|vida|comida|herida|salida|bebida|partida)"
    ),
    absolute=(
        phrase(
            "Diga qué se vio y en cuántas personas.",
            "milagros?",
            "milagros[oa]s?",
            "revolucionari[oa]s?",
        ),
        phrase(
            "Diga cuántas personas tienen efectos secundarios y de qué gravedad.",
            "sin efectos secundarios",
            "no tiene efectos secundarios",
            "totalmente segur[oa]s?",
            "completamente segur[oa]s?",
            r"(?:es|son) (?:muy )?segur[oa]s?(?! de| que)",
            "sin riesgos?",
            "100 ?% (?:segur[oa]|eficaz)",
        ),
        phrase(
            "Diga cuántas personas viven cuánto tiempo, y de qué grupo.",
            r"(?<!no )(?:se )?cura(?:n)?(?= (?:el|al|a|del|su) )",
            "curación",
            "la cura (?:del|de)",
            r"(?:está|están|queda|quedan) curad[oa]s?",
        ),
        phrase(
            "Nada es seguro en un tratamiento: diga con qué frecuencia.",
            "garantiza[n]?",
            "garantizad[oa]s?",
            "siempre funciona[n]?",
            "nunca falla[n]?",
            "funciona para todos",
        ),
    ),
    advising=(
        phrase(
            "Informa y no aconseja: «su equipo puede», «pregunte si».",
            r"(?:usted )?(?:debe|debería|tiene que|ha de) (?:tomar|dejar|empezar|rechazar|elegir|"
            r"aceptar|recibir|probar|evitar|usar|cambiar)(?: (?:este|esta|estos|estas|el|la|los|"
            r"las|su|sus|un|una|otro|otra))? (?:tratamientos?|medicamentos?|medicinas?|fármacos?|"
            r"pastillas?|dosis|esteroides|corticoides|inmunoterapia|quimioterapia|vacunas?|terapia|"
            r"suplementos?)",
            r"(?:le )?recomendamos",
            "aconsejamos",
            r"(?:el|la) mejor (?:tratamiento|opción) (?:es|para)",
        ),
    ),
    twins={
        r"facultativ[oa]s?": "médico",
        r"galenos?": "médico",
        r"utilizar": "usar",
        r"con anterioridad a": "antes de",
        r"con posterioridad a": "después de",
        r"administrar": "dar",
        r"administrad[oa]s?": "dado",
        r"discontinuar": "dejar",
        r"eventos? adversos?": "efecto secundario",
        r"efectos? adversos?": "efecto secundario",
        r"aproximadamente": "unos",
        r"finalizar": "terminar",
        r"posteriormente": "después",
        r"adicional(?:es)?": "más",
        r"numeros[oa]s": "muchos",
        r"asistencia": "ayuda",
        r"obtener": "tener",
        r"requiere[n]?": "necesita",
        r"exacerbar": "empeorar",
        r"debido al hecho de que": "porque",
        r"con el fin de": "para",
        r"en caso de que": "si",
        r"deambular": "caminar",
        r"aliviar los síntomas de": "calmar",
        r"ingerir": "tomar",
        r"notificar": "avisar",
        r"óptim[oa]s?": "mejor",
        r"eficacia": "qué bien funciona",
        r"mortalidad": "muertes",
        r"morbilidad": "enfermedad",
        r"profilaxis": "prevención",
        r"etiología": "causa",
        r"hematoma": "moretón",
        r"cefaleas?": "dolor de cabeza",
        r"disnea": "falta de aire",
        r"prurito": "picor",
        r"astenia": "cansancio",
        r"edemas?": "hinchazón",
        r"náusea y emesis": "náusea y vómito",
        r"emesis": "vómito",
        r"evacuaciones intestinales": "deposiciones",
        r"implementar": "poner en marcha",
        r"previo a": "antes de",
        r"evaluar": "revisar",
    },
    patients=words(
        r"(?<!orientador de )(?<!orientadora de )(?<!guía de )(?:el |la |los |las )?pacientes?"
    ),
    you=words(
        "usted",
        "ustedes",
        "su",
        "sus",
        "le",
        "les",
        "se",
        "tú",
        "tu",
        "tus",
        "te",
        "yo",
        "mi",
        "mis",
        "me",
    ),
    negative=words("no", "nunca", "jamás", "sin", "tampoco"),  # "no … nada" is one negative
    joins=re.compile(
        r"[,;:()\u2013\u2014]|\b(?:y|e|pero|o|u|así que|porque|si|que|quien|donde|cuando)\b", re.I
    ),
    and_or=re.compile(r"\by/o\b", re.I),
    frequency=words(
        r"(?:muy |poco |más |menos )?(?:comun(?:es)?|común)(?:mente)?",
        r"rar[oa]s?(?: veces)?",
        r"(?:poco |muy )?frecuentes?",
        "frecuentemente",
        r"(?<!menos )(?<!más )(?:poco |muy |im)?probables?",
        "alto riesgo",
        "bajo riesgo",
        "poco riesgo",
        "pequeño riesgo",
    ),
    side_effect=words(r"efectos? secundarios?", r"efectos? adversos?"),
    outcome=words(
        r"efectos? secundarios?",
        "riesgos?",
        "daños?",
        "complicaci(?:ón|ones)",
        "reacci(?:ón|ones)",
        "mueren?",
        "murieron",
        "muertes?",
        "fiebre",
        "infecci(?:ón|ones)",
        "sangrados?",
        "respuesta",
        "respondieron",
        "supervivencia",
        "sarpullidos?",
    ),
    one_in=re.compile(
        r"\b(?:1|uno|una) de cada (?!100\b|1[., ]?000\b|(?:19|20)\d\d\b)(?:\d[\d.]*|dos|tres|"
        r"cuatro|cinco|seis|siete|ocho|nueve|diez|veinte)\b",
        re.I,
    ),
    out_of=re.compile(r"\b(\d[\d.,]*) (?:de cada|de|por cada) (\d[\d.]*)\b", re.I),
    relative=re.compile(
        r"\b(?:el doble|el triple|la mitad) de (?:riesgo|probabilidades?)|"
        r"\b(?:dos|tres|cuatro|cinco|diez|\d+) veces (?:más|menos|mayor|menor)\b|"
        r"\b\d+(?:[,.]\d+)? ?% (?:menos|más|menor|mayor|de reducción|de aumento)\b|"
        r"\b(?:reduce|duplica|baja) (?:el|su) riesgo\b",
        re.I,
    ),
    risk_number=re.compile(
        r"\b\d[\d.,]* (?:de cada|por cada) \d[\d.]*\b|\b\d+(?:[,.]\d+)? ?(?:%|por ciento\b)", re.I
    ),
    benefit=words(
        r"beneficios?",
        "beneficia[n]?",
        "funciona[n]? (?:bien|en|para)",
        "encoge[n]?",
        r"viv(?:en|ieron|ir) más",
        "remisión",
        "ayuda[n]?",
        "mejora[n]?",
        "viv[oa]s",
        "frena[n]?",
        "desaparece[n]?",
        "responde[n]?",
    ),
    risk=words(
        r"efectos? secundarios?",
        "riesgos?",
        "daños?",
        "dañar?",
        "peligros?",
        "peligros[oa]s?",
        "reacci(?:ón|ones)",
        "murieron",
        "complicaci(?:ón|ones)",
        "puede salir mal",
        "salir mal",
    ),
    red_flags=(
        words("falta de aire", "dificultad para respirar", "le cuesta respirar"),
        words("dolor (?:en el|de) pecho"),
        words("sangre en (?:las |sus )?(?:heces|deposiciones)"),
        words("confusión"),
        words("desmay(?:o|os|arse)"),
        words("piel amarill[oa]", "ojos amarillos"),
        words("ampollas?"),
        words("visión doble", "ve doble"),
        words("(?:tiene|con|tener) fiebre", "deposiciones frecuentes"),
        words("convulsi(?:ón|ones)"),
        words("debilidad (?:en|de) un lado"),
    ),
    act=words("llame", "llamar", "vaya", "acuda", "avise", "pida ayuda", "busque", "diga"),
    whom=words(
        "equipo",
        "médic[oa]",
        "enfermer[oa]",
        "hospital",
        "clínica",
        "ambulancia",
        "urgencias",
        "emergencias?",
        "farmacéutic[oa]",
        "doctora?",
    ),
    when=words(
        "ahora",
        "ya",
        "enseguida",
        "de inmediato",
        "inmediatamente",
        "hoy",
        "hoy mismo",
        "mismo día",
        "de día o de noche",
        "urgencias",
        "emergencias?",
        "esta noche",
        "antes",
        "después",
        "cuando",
        "si",
        "cada",
        "primero",
    ),
    ask_team=words(
        r"(?:pregunt\w+|dig\w+|llam\w+|habl\w+|consult\w+|avis\w+|muestr\w+|llev\w+|coment\w+)\b"
        r"[^.!?]{0,60}\b(?:equipo|médic[oa]|enfermer[oa]|clínica|hospital|farmacéutic[oa]|doctora?)",
        r"(?:equipo|médic[oa]|enfermer[oa])\b[^.!?]{0,40}\b(?:puede (?:decir|explicar|ayudar)\w*)",
        "qué preguntar",
        "preguntas (?:para|que)",
        "cuándo (?:llamar|pedir)",
        "puede preguntar",
    ),
    tool=words("lista para marcar", "diarios?", "tarjeta", r"anót[ea]\w*", "apunte"),
    steps=words(r"(?:estos|los)(?: \w+)? pasos", "paso a paso", "en este orden"),
    vague_headings=re.compile(
        r"(?:introducción|resumen|generalidades|otros|otras|más|detalles|"
        r"información|conclusión|antecedentes|visión general)",
        re.I,
    ),
    vague_links=re.compile(
        r"(?:haga clic )?(?:aquí|esto|más|leer más|lea más|enlace|este enlace|"
        r"esta página|página|ver aquí|detalles)",
        re.I,
    ),
    alt_start=re.compile(
        r"(?:una? )?(?:imagen|dibujo|foto|fotografía|gráfico|icono|diagrama) (?:de|"
        r"que muestra)\b",
        re.I,
    ),
    by_place=words(
        r"(?:el |la )?(?:recuadro|texto|parte|zona|cuadro) (?:roj[oa]|verde|azul|"
        r"amarill[oa]|naranja)",
        r"(?:en|marcado en|escrito en) (?:rojo|verde|azul|amarillo|naranja)",
        r"(?:recuadro|dibujo|lista|tabla|columna) (?:a|de) la (?:izquierda|derecha)",
    ),
    helps=re.compile(
        r"[(\u2013\u2014:]| - |\b(?:(?:es|son|era) (?:una?|unos|unas|el|la|los|las|su|"
        r"parte|dos|tres|otr[oa]s?)|"
        r"significan?|quiere decir|llamad[oa]s?|o sea|se llaman?|conocid[oa]s? como|"
        r"que (?:es|son)|o)\b",
        re.I,
    ),
    defines=words("es", "son", "era", "fue", "significan?"),
    bare_definition=re.compile(r"(?:una?|el|la|los|las) ", re.I),
    is_said_as_written=True,
    medical=re.compile(
        r"\w{3,}(?:itis|emia|penia|patía|patías|osis|ectomía|citos?|cinas?|plastia|scopia|uria|"
        r"algia|génesis|oma|omas|globulinas?)|(?:inmuno|cito|neuro|hepat|hiper|hipo|cardio|hemat|"
        r"onco|neum|nefr|encefal|gastro|endocrin|linf|dermat|farmaco|pato)\w{3,}",
        re.I,
    ),
    not_medical=listed(
        "idioma idiomas aroma coma diploma broma toma tomas síntoma síntomas hipótesis "
        "dosis medicina medicinas oficina cocina vecina piscina academia noma hipoteca "
        "paloma doctrina neumático ritos"
    ),
    drug_name=re.compile(
        r"\w{3,}(?:mab|nib|leucel|cept|lisib|repvec|imod|leukina|tinib|ciclib|"
        r"platino|fusp|cel)",
        re.I,
    ),
    numerals=(
        "un|una|uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
    ),
)
