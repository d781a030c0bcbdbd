namespace Terreau.Browser.Tests;

/// <summary>One address for each page of the site; a test compares the list with the routes.</summary>
internal static class PageAddresses
{
    public const string Unknown = "/cette-page-n-existe-pas";

    public static readonly string[] All =
    [
        "/",
        Unknown,
        "/api",
        "/donnees-ouvertes",
        "/validateur",
        "/acteurs/export?commune=93063",
        "/offres/export",
        "/acteurs",
        "/integration?commune=93063",
        "/integration?vue=carte&q=compost",
        "/integration/code?commune=93063",
        "/acteurs?q=compost&commune=93063&page=9",
        "/acteurs/baluchon",
        "/acteurs/baluchon/signaler",
        "/acteurs/baluchon/historique",
        "/offres",
        "/offres?q=trouver%20un%20local&commune=93010&etape=LANCEMENT",
        "/offres?q=zzqqxx",
        "/offres/dla",
        "/offres/dla/signaler",
        "/offres/dla/historique",
        "/territoire",
        "/territoire/entreprises-ess",
        "/territoire/communes/93010",
        "/territoire/quartiers/QN09314M",
        "/sources",
        "/a-propos",
        "/accessibilite",
        "/donnees-personnelles",
        "/donnees-personnelles/registre",
        "/compte/efface",
        "/connexion",
        "/connexion/message?lien=00000000-0000-0000-0000-000000000001",
        "/connexion/lien/00000000-0000-0000-0000-000000000001/cle", "/question/00000000-0000-0000-0000-000000000001/cle",
        "/deconnexion",
        "/acteurs/baluchon/proposer",
        "/acteurs/baluchon/contact",
        "/plan-du-site",
        "/orientation",
        "/orientation/methode",
        "/orientation/qualite",
        "/nous-joindre",
        "/mentions-legales",
        "/orientation/efface",
    ];

    /// <summary>Pages for who is signed in: a manager who is also an administrator and owns a sheet sees them all.</summary>
    public static readonly string[] SignedIn =
    [
        "/compte", "/compte/cles", "/compte/seances", "/compte/donnees", "/compte/donnees/document", "/compte/donnees/effacement",
        "/compte/adresse", "/compte/adresse/00000000-0000-0000-0000-000000000001/cle",
        "/invitation/00000000-0000-0000-0000-000000000001/cle", "/deconnexion", "/acteurs/nouvelle-fiche", "/acteurs/baluchon",
        "/acteurs/baluchon/modifier", "/acteurs/baluchon/membres", "/acteurs/baluchon/images", "/acteurs/baluchon/verifier",
        "/acteurs/baluchon/rejoindre", "/acteurs/baluchon/quitter", "/acteurs/simplon/rejoindre",
        "/acteurs/baluchon/historique/{ligne-acteur}/retour", "/offres/dla/historique/{ligne-offre}/retour", "/bureau",
        "/bureau/moderation", "/bureau/decisions/correction/{decision}", "/bureau/roles", "/bureau/activite", "/bureau/doublons",
        "/bureau/doublons/ecartees", "/bureau/doublons/fusions", "/bureau/doublons/fusions/00000000-0000-0000-0000-000000000001",
        "/bureau/doublons/{un}/{autre}", "/bureau/campagnes", "/bureau/campagnes/nouvelle", "/bureau/campagnes/{campagne}",
        "/bureau/partenaires", "/bureau/partenaires/{partenaire}", "/bureau/imports", "/bureau/imports/{fichier}?voir=changements",
        "/bureau/imports/{interrompu}", "/bureau/etat",
    ];
}
