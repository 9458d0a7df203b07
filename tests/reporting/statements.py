"""What the board of the tests was asked: six domains and thirty statements, worded as on a real report."""

DOMAINS = (
    (
        "strategy",
        "Strategic leadership",
        "Strategy",
        (
            "A few dated priorities, agreed by us, have guided the school in the last twelve months.",
            "We have checked progress on the school’s priorities during the last twelve months.",
            "We have heard directly from pupils about life at school in the last twelve months.",
            "In the last twelve months, we have acted on what parents and carers told us.",
            "In the last twelve months, we have planned for changes the school may face.",
        ),
    ),
    (
        "accountability",
        "Accountability",
        "Accountability",
        (
            "We have checked what leaders tell us against other evidence in the last twelve months.",
            "We have followed our questions to leaders through to an answer in the last twelve months.",
            "The head’s appraisal has been tied to the school’s priorities in the last twelve months.",
            "In the last twelve months, we have used figures to judge how well pupils achieve.",
            "In the last twelve months, we have checked what extra money did for disadvantaged pupils.",
            "In the last twelve months, we have found out how pupils with SEND are getting on.",
            "In the last twelve months, we have tested for ourselves how safeguarding works in practice.",
            "We have watched spending against the budget through the last twelve months.",
        ),
    ),
    (
        "people",
        "People",
        "People",
        (
            "We have closed gaps in our board’s skills in the last twelve months.",
            "New governors have been helped to learn the role in the last twelve months.",
            "We have prepared people to take over key roles in the last twelve months.",
            "We have drawn on the clerk’s advice in the last twelve months.",
            "We have heard differing views before deciding in the last twelve months.",
        ),
    ),
    (
        "structures",
        "Governance structures",
        "Structures",
        (
            "In the last twelve months, it has been clear who decides what.",
            "Link governors have visited school with a set purpose in the last twelve months.",
            "Our minutes have shown how we question leaders in the last twelve months.",
            "We have shared ideas or help with other boards in the last twelve months.",
        ),
    ),
    (
        "compliance",
        "Compliance",
        "Compliance",
        (
            "We have kept track of our legal duties in the last twelve months.",
            "In the last twelve months, we have checked that policies are followed in school life.",
            "We have dealt openly with governors’ own interests in the last twelve months.",
            "We have checked the results of our equality objectives in the last twelve months.",
        ),
    ),
    (
        "evaluation",
        "Evaluation",
        "Evaluation",
        (
            "In the last twelve months, we have acted on what we learnt about our own work.",
            "In the last twelve months, we have looked at what our decisions did for pupils.",
            "In the last twelve months, we have kept down the work that we cause for staff.",
            "We have used an outsider’s view of our work in the last twelve months.",
        ),
    ),
)
