"""Well-known names and common nouns, as data: what a reader of such pages knows beforehand.

A name that stands here gets its kind and its usual spelling. A name that does not is judged by the grammar around it.
"""

from __future__ import annotations

from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.lib.text import fold_name


def _names(lines: str) -> dict[str, str]:
    """`Usual spelling = other spelling = …`, one a line or divided by semicolons; keys are folded."""
    known: dict[str, str] = {}
    for entry in lines.replace("\n", ";").split(";"):
        spellings = [spelling.strip() for spelling in entry.split("=") if spelling.strip()]
        known |= {fold_name(spelling): spellings[0] for spelling in spellings}
    return known


#: Who houses, serves or registers things.
PROVIDERS = _names("""
AWS = Amazon Web Services = Amazon AWS; Amazon S3 = S3 = AWS S3; Amazon EC2 = EC2 = AWS EC2
Amazon Route 53 = Route 53 = AWS Route 53 = Route53; Amazon CloudFront = CloudFront = AWS CloudFront
Amazon RDS = RDS; Amazon SES = SES; Amazon = Amazon.com; DigitalOcean = Digital Ocean; Fastly; Heroku
Hetzner = Hetzner Online = Hetzner Cloud; OVH; OVHcloud; Rackspace = Rackspace Cloud
OSUOSL = OSU OSL = Open Source Lab = OSU Open Source Lab = Oregon State University Open Source Lab = OSL
Gandi = Gandi.net
Cloudflare; Linode = Akamai Linode; Akamai; GitHub = GitHub.com; GitLab.com; Codeberg; SourceForge; Bitbucket
Launchpad; GitHub Pages; GitLab Pages; Netlify; Vercel; Read the Docs = ReadTheDocs; Azure = Microsoft Azure
Google Cloud = GCP = Google Cloud Platform = GCE = Google Compute Engine; Google Workspace = G Suite; Google Groups
Oracle Cloud; IBM Cloud; Packet; Equinix Metal = Equinix; Vultr; Scaleway; UpCloud; Exoscale; Infomaniak
IONOS = 1&1; Strato; netcup; Contabo; Namecheap; GoDaddy; EasyDNS; Dyn = DynDNS; DNSimple; NS1; deSEC; Hover
Porkbun; INWX; Joker = Joker.com; Tucows; Network Solutions; Name.com; Dynadot; XS4ALL; TransIP; LeaseWeb; Bytemark
Mythic Beasts; Memset; Greenhost; Hurricane Electric; KeyCDN; Bunny = BunnyCDN = bunny.net; CDN77; StackPath; jsDelivr
Sectigo; Pingdom; DataDog; UptimeRobot = Uptime Robot; StatusCake; New Relic; PagerDuty; Opsgenie; VictorOps
Better Stack = Better Uptime; Healthchecks.io; Statuspage; Mailgun; SendGrid; Postmark; Fastmail; Mailbox.org
Proton; Zoho; Backblaze = Backblaze B2; Wasabi; rsync.net; BorgBase; Tarsnap; PlanetScale; Travis CI = Travis
CircleCI; AppVeyor; GitHub Actions; Cirrus CI; Azure Pipelines; Fly.io; Render; OpenShift Online; Gandi Net
WP Engine; WordPress.com; Cloudways
Cloudflare Pages; Buttondown; Instatus; ImprovMX; Macstadium = MacStadium; Etke; Etke.cc; Uberspace; Riseup; Tuxfamily
Communiteq; Hosted Weblate; Open Collective; Atlassian; Migadu; Forward Email; Purelymail; Fosshost; SourceHut; Savannah
Alwaysdata; SonarCloud; CodeRabbit
Dreamhost = DreamHost; Bluehost; Hostinger; Kinsta; Pantheon; Platform.sh; Railway; Scalingo; Clever Cloud; Supabase
Firebase; Ghost(Pro); Netim; Grafana Cloud; Buildkite; Freexian; Anexia; Hostpoint; Manitu
Domainfactory; 1984 Hosting; Squarespace; Wix; Weebly; Shopify; Civo; Nebius; Groups.io; FreeLists; Crowdin; Transifex
Runbox; MXroute; Zulip Cloud; Constellix; DNS Made Easy; ClouDNS; NameSilo; Enom; OpenSRS; SiteGround; Pair Networks
Panix; RamNode; BuyVM; prgmr = prgmr.com; ARP Networks; NearlyFreeSpeech; Online.net; Dedibox; Kimsufi; Seeweb; Loopia
One.com; Combell; Mittwald; Host Europe; Plusserver; SysEleven; SURF = SURFnet; Nikhef; RENATER; Belnet; CSC Funet
NORDUnet; HEAnet; GARR; CESNET; ACOnet; Internet Archive; Sonatype; JFrog; Google; Microsoft; IBM; Intel; Red Hat
Canonical; SUSE; Mozilla; Yahoo; Facebook; JetBrains; Elastic; Cloudsmith; Packagecloud; Docker Hub; Quay.io
Coveralls; Codecov; Semaphore; Bitrise; Honeybadger; Rollbar; Freshping; Hyperping; Mailchimp; Brevo; Sendinblue
Google Play = Google Play Store; Google Docs; Google Sheets; Google Forms; Google Calendar; Google Meet; App Store
Google Domains; Codeberg Pages; Squarespace Domains
YouTube; Vimeo; Bitwarden; 1Password; Zenodo; Figshare; Dropbox; Google Drive; Eventbrite; Liberapay; Patreon
Trello; Notion; Posteo; Disroot; Framasoft; Cloud DNS = Google Cloud DNS; Cloud-IAM; Rackhosting; GitBook
Mailjet; SparkPost; Amazon Lightsail = Lightsail; Cloudflare R2 = R2; Cloudflare Workers; Storj; Hetzner Storage Box
PythonAnywhere; Koyeb; Posteo; Tutanota = Tuta; Microsoft 365 = Office 365; Honeycomb.io; Bugsnag; Papertrail; Loggly
MacinCloud; Liberapay; Patreon; GitHub Sponsors; PayPal; Donorbox; Eventbrite; YouTube; Vimeo; Zenodo; Figshare
All-inkl; Hosting.de; Tilaa; Gridscale; Open Telekom Cloud; Deutsche Telekom; FlokiNET; Njalla; Hostwinds; Tornado VPS
Algolia; Elastic Cloud; MongoDB Atlas; Aiven; Auth0; Okta; 1Password; LastPass; Cloud-IAM; Cloudinary; DigiCert; ZeroSSL
Maven Central; Gemfury; GÉANT = GEANT; DFN; Codeberg Pages; Element Matrix Services; Bitwarden.com; Better Stack Uptime
""")

#: Chat networks; providers too.
NETWORKS = _names("""
Freenode = freenode.net = Freenode IRC; Libera = Libera Chat = Libera.Chat; OFTC; Matrix = matrix.org; Slack
Discord; Zulip; IRCnet; EFnet; Undernet; QuakeNet; Gitter; Telegram; hackint; Rocket.Chat; Mattermost; Signal
Snoonet; Rizon; DALnet; GIMPNet = GNOME IRC; Mozilla IRC
""")

#: Programs that services are made of.
SOFTWARE = _names("""
Mailman = GNU Mailman; Mailman 2; Mailman 3; Postfix; Exim; Sendmail; Dovecot; Discourse; phpBB; MediaWiki
MoinMoin = Moin; DokuWiki; TWiki; Foswiki; XWiki; WordPress; Drupal; Joomla; Django; Flask; Rails = Ruby on Rails
Plone; Zope; Pyramid; Wagtail; Ghost; Jekyll; Hugo; Pelican; Sphinx; Nikola; Lektor; Middleman; Roundup; Bugzilla
Trac; Redmine; Jira; Phabricator; MantisBT = Mantis; RT = Request Tracker; osTicket; Zammad; Kanboard; Taiga
Phorge; GitLab; Gitea; Forgejo; Gogs; Gitolite; Gerrit; cgit; Pagure; Mercurial; Subversion = SVN; Git; Kallithea
Review Board; Weblate; Pootle; Zanata; Buildbot; Jenkins; Drone; Woodpecker; Concourse; Zuul; Koji
Tekton; Nextcloud; ownCloud; Etherpad; HedgeDoc; CryptPad; BigBlueButton; Jitsi = Jitsi Meet; Seafile; Mastodon
PeerTube; Pleroma; Matomo = Piwik; Plausible; Limesurvey = LimeSurvey; Pretix; Indico; OSEM; Pretalx; CiviCRM; Odoo
Keycloak; OpenLDAP; FreeIPA; Authentik; Nginx; Apache = Apache httpd = httpd; HAProxy; Varnish; Caddy; Traefik
PostgreSQL = Postgres; PostGIS; MySQL; MariaDB; Redis; Memcached; RabbitMQ; Elasticsearch; OpenSearch; Kubernetes = k8s
Docker; Podman; Ganeti; Proxmox = Proxmox VE; OpenStack; KVM; Xen; libvirt; VMware; oVirt; Nomad; OpenShift; k3s
Ansible; Salt = SaltStack; Chef; Puppet; Terraform; OpenTofu; CFEngine; NixOS; Nix; Pulumi; Fabric; Helm; Debian
Ubuntu; CentOS; Fedora; FreeBSD; OpenBSD; Alpine; Nagios; Icinga; Zabbix; Prometheus; Grafana; Munin; Graphite
Sensu; Cacti; Smokeping; Alertmanager; Uptime Kuma; Monit; Loki; Graylog; Netdata; Collectd; Bind = BIND9; PowerDNS
Knot; NSD; Unbound; dnsmasq; Codespeed; Planet Venus; Venus; Pluto; Rawdog; Mattermost = Mattermost server; Synapse
ejabberd
Prosody; InspIRCd; Rspamd; SpamAssassin; Roundcube; SOGo; Rainloop; Listmonk; Sympa; Majordomo; ezmlm
Hyperkitty = HyperKitty; Postorius; Bacula; Borg = BorgBackup; restic; Amanda; Duplicity; Zola; Eleventy = 11ty
Gatsby; Astro; Docusaurus; MkDocs; Hexo; OctoPrint; Home Assistant; Attic; Wiki.js; BookStack; Outline; Zulip
Mattermost; Rocket.Chat; Mumble; Minio = MinIO; Ceph; NFS; Samba; Plex; Jellyfin; Immich; Piwigo; PhotoPrism
FreshRSS; Miniflux; Umami; GoAccess; Fider; Lychee; Sourcehut; CoTURN; LiveKit; OpenProject; Kimai; Grist; Baserow
NocoDB; Cachet; Gatus; Statping; Telegraf; InfluxDB; TimescaleDB; Cassandra; SQLite; ClickHouse; Kafka; Celery
Gunicorn; uWSGI; Node.js; PHP-FPM; Lighttpd; Squid; Warehouse; devpi; Nexus; Artifactory; Harbor; Pulp; rsync
Nominatim; Mapnik; GeoServer; TileServer GL; OSRM; Valhalla; Overpass; Photon; uMap; Debbugs; Pontoon; Pony Mail
qpsmtpd; OpenDKIM; Amavis; ClamAV; mlmmj; MHonArc; Hypermail; public-inbox; LibreNMS; Observium; Checkmk; Riemann
Kibana; Logstash; Fluentd; Thanos; VictoriaMetrics; Jaeger; certbot; dehydrated; OpenSMTPD; Cyrus; Zimbra; Kolab; Horde
SquirrelMail; Webmin; Cockpit; Rancher; Argo CD; Portainer; LXC; LXD; Incus; bhyve; QEMU; VirtualBox; TeamCity; GoCD
Open Build Service; Copr; Damned Lies; ikiwiki; TiddlyWiki; PmWiki; Gollum; Confluence; OnlyOffice; Collabora
Framadate; Rallly; Loomio; Decidim; Typo3; Contao; Grav; SPIP; Octopress; Flarum; NodeBB; Simple Machines Forum = SMF
MyBB; vBulletin; Lemmy; Misskey; Pixelfed; Friendica; GoToSocial; Diaspora; Owncast; Icecast; TeamSpeak; Dendrite
Matterbridge; Limnoria; ZNC; The Lounge; UnrealIRCd; ngIRCd; Asterisk; Galene; Radicale; Baikal; Vikunja; Wekan
Syncthing; Koha; DSpace; CKAN; Solr; Meilisearch; Typesense; MongoDB; CouchDB; Valkey; Galera; PgBouncer; Adminer
phpMyAdmin; Tomcat; Jetty; Passenger; Puma; Unicorn; Laravel; Symfony; FastAPI; Next.js; GlusterFS; DRBD; ZFS
Keepalived; Pacemaker; pfSense; OPNsense; OpenWrt; FreeRADIUS; Authelia; Shibboleth; SimpleSAMLphp; LemonLDAP; Zitadel
Passbolt; Rundeck; AWX; Foreman; Guix; pyinfra; Capistrano; cdist; Debian; NixOps; Kea; Gitweb; ViewVC; Reviewboard
Hydra; Bors; Renovate; Dependabot; Anubis; Nagios; Xymon; Sensu; Statuspage; Vector; Rsnapshot = rsnapshot; BackupPC
Duplicati; Kopia; Bareos; Burp; Dovecot; Courier; Mlmmj; GNU Mailman 3; HAProxy; Pound; Envoy; OpenResty; Hitch
Sentry; GlitchTip; Vaultwarden; Vault; Consul; etcd; Snipe-IT; NetBox; OpenVPN; WireGuard; FusionForge; Gforge
Slurm; HTCondor; Rucio; dCache; XRootD; CVMFS = CernVM-FS; JupyterHub; Jupyter; BinderHub; Dataverse; Invenio
InvenioRDM; ShareLaTeX; Galaxy; Nextflow; Airflow = Apache Airflow; Spark = Apache Spark; Hadoop; Lustre; BeeGFS
GPFS; iRODS; AFS; TrueNAS = FreeNAS; OpenMediaVault; Veeam; OpenTelemetry; Tempo; Mimir; Kong; CAS = Apereo CAS
Mailcow; Mail-in-a-Box; iRedMail; Modoboa; Stalwart; Haraka; Postal; Strapi; Directus; Kirby; Umbraco; Statamic
Concrete5; Silverstripe; MODX; FreeScout; GLPI; OTRS; Znuny; Element; Conduit; Snikket; Openfire; Tolgee
Mastodon Glitch; WriteFreely; Funkwhale; Mobilizon; BookWyrm; Castopod; AzuraCast; Tube Archivist; Kodi; Navidrome
Calibre; Kavita; Paperless = Paperless-ngx; Nginx Proxy Manager; Apache Traffic Server; Kerberos = MIT Kerberos
Active Directory; 389 Directory Server; LDAP; SSSD; PrivacyIDEA; Kanidm; Ory; Gluu; Postgrey; Dspam; MailScanner
Sieve; PostfixAdmin; Froxlor; ISPConfig; Virtualmin; Plesk; cPanel; DirectAdmin; Dokku; CapRover; Coolify; Ganglia
OpenNMS; Zenoss; PRTG; Healthchecks; Upptime; Statusnook; MRTG; RRDtool; ntop; Suricata; Snort; Fail2ban; CrowdSec
Wazuh; OSSEC; Step CA; FreeBSD jails; SmartOS; OmniOS; illumos; Vagrant; Packer; Juju; MAAS; Cobbler; FAI
Tinkerbell; Spacewalk; Katello; Satellite; Aptly; Reprepro = reprepro; debmirror; createrepo; Bodhi
Fedora Messaging; OpenQA = openQA; LAVA; KernelCI; Patchwork; Gerrit Code Review; Rhodecode; Klaus; Stagit
GitBucket; OneDev; Bonobo; Review Bot; Mergify; Homu; Sourcegraph; OpenGrok; DXR; Searchfox; Doxygen; Javadoc
Antora; GitBook; Slate; VitePress; VuePress; Read the Docs Community; Metalsmith; Wintersmith; Nanoc; Frog; Perch
b2evolution; Serendipity; Movable Type; Textpattern; Elgg; HumHub; BuddyPress; Discourse AI; AskBot; Question2Answer
BlueSpice; Tiki Wiki; Hakyll; mdBook; Docsify; FluxBB; XenForo; PunBB; bbPress; Misago; Schleuder; Mailtrain; qmail
SnappyMail; Flyspray; YouTrack; Heptapod; SonarQube; Verdaccio; Prow; Argo CD = ArgoCD; ZeroMQ; Mosquitto; CockroachDB
Centreon; rdiff-backup; pgBackRest; UrBackup; Borgmatic; rclone; Ipsilon; 389 Directory Server; lldap; Bitwarden
KeePassXC = KeePass; The Lounge; Akkoma; Hubzilla; GoatCounter; AWStats; Shynet; OpenSlides; Moodle; CollectiveAccess
Omeka; OpenRefine; Kiwix; Home Assistant; Node-RED; ESPHome; Pi-hole; AdGuard Home = AdGuard; CoreDNS; acme.sh
Tailscale; Headscale; VyOS; SeaweedFS; AlmaLinux; Rocky Linux; Arch Linux; Gentoo; openSUSE; MirrorBrain; MirrorManager
Mirrorbits; Repology; Libravatar; Searx = SearXNG; YaCy; Wallabag; Tiny Tiny RSS = TT-RSS; PrivateBin; YunoHost; RStudio
imapsync; OfflineIMAP; mbsync; Google Analytics
OSQA; Shapado; Scoold; Apache Answer; phpList; Mautic; Sendy; Keila; EspoCRM; SuiteCRM; Dolibarr; ERPNext; Tryton
GnuCash; Kivitendo; Invoice Ninja; Pretix; Attendize; Hi.Events; Eventyay; Frab; Pentabarf; c3voc; OBS; Nginx RTMP
Restreamer; Moodle; Opencast; Hakyll; MirrorBrain; Flyspray; FluxBB; PunBB; rdiff-backup; Proxmox Backup Server; mdBook
Prow; Spinnaker; Backstage; Knot Resolver; chrony; Gluon; FRR; VyOS; Icinga 2 = Icinga2; Nixpacks; Tuleap; Savane
""")

#: Whoever things may be at.
HOUSES = {**NETWORKS, **PROVIDERS}
#: All names that everybody knows.
WELL_KNOWN = {**SOFTWARE, **HOUSES}

#: Those of the programs that things are put on, as on a provider.
PLATFORMS = frozenset(
    {"Kubernetes", "OpenShift", "OpenStack", "Nomad", "k3s", "Dokku", "CapRover", "Coolify", "Proxmox"}
)

#: Those of them that a whole machine runs.
SYSTEMS = frozenset(
    {
        "Debian",
        "Ubuntu",
        "CentOS",
        "Fedora",
        "FreeBSD",
        "OpenBSD",
        "Alpine",
        "NixOS",
        "AlmaLinux",
        "Rocky Linux",
        "Arch Linux",
        "Gentoo",
        "openSUSE",
    }
)

#: Where repositories live, by the host name of their address.
FORGES = {
    "github.com": "GitHub",
    "gitlab.com": "GitLab.com",
    "codeberg.org": "Codeberg",
    "bitbucket.org": "Bitbucket",
    "git.sr.ht": "SourceHut",
}

#: How a thing is housed, by the noun that says it.
FORMS = {
    form: kind
    for kind, forms in {
        "vm": "vm vms vps vpses droplet droplets vserver vservers linode linodes slice slices container containers",
        "server": "server servers machine machines box boxes host hosts node nodes cluster clusters workstation",
        "bucket": "bucket buckets",
        "app": "dyno dynos app apps",
    }.items()
    for form in forms.split()
}
#: What machines are called, one or several.
MACHINES = wordset(
    "machine machines server servers vm vms host hosts box boxes node nodes droplet droplets hypervisors"
)
PHYSICAL = wordset("physical hardware dedicated bare-metal metal")

TEAM_WORDS = wordset(
    "keepers caretakers team teams group committee crew staff board admins administrators sysadmins operators "
    "maintainers volunteers folks members council department sig wg developers postmasters webmasters editors "
    "moderators noc force desk unit helpdesk secretariat managers squad employees roots taskforce people "
    "circle"
)
#: Those of them who look after things.
STAFF = wordset(
    "keepers caretakers admins administrators sysadmins operators maintainers postmasters webmasters moderators"
)
ORGANISATION_WORDS = wordset(
    "friends foundation fund university inc gmbh ltd llc association society institute corporation corp company "
    "consortium conservancy project lab laboratory e.v. college organisation organization union federation "
    "cooperative alliance collective radio"
)
#: Written small before “of” and a town they are somebody, too: “the sailing school of Porthgain”.
BODIES = wordset(
    "school city town village parish church museum library brewery club ministry faculty department academy theatre "
    "hospital observatory chamber council district county"
)
#: A name that ends with one of these is a company's, not a person's.
COMPANY_WORDS = wordset(
    "registry registrar dns hosting networks network labs lab works systems cloud cdn mail internet telecom "
    "media digital "
    "software technologies solutions services server servers data online computing college school library ag "
    "gmbh coop "
    "web net communications colocation webservices media studio studios partners bank agency "
    "design consulting press print hub agency bureau group telecoms gaming engineering ventures holdings trust"
)
#: What somebody gives: neither a service nor a machine.
GIVEN = wordset(
    "power bandwidth connectivity electricity space traffic transit credit credits money sponsorship fee fees rent "
    "licence licences license licenses rack racks units cage donations cooling addresses ip and"
)
#: What services are called when they have no name.
SERVICE_NOUNS = wordset(
    "website site wiki forum forums blog planet shop store tracker bugtracker server instance master lists "
    "list archive archives mirror mirrors index portal calendar service services documentation docs "
    "repositories repository builds builders farm chat pastebin gallery map maps database api dashboard "
    "homepage webmail mail bot bots relay proxy redirector search directory registry downloads app "
    "application interface frontend backend pad ci cloud webserver page pages newsletter login sso sign-on analytics "
    "translations helpdesk vcs runners trackers feed feeds playground bridge podcast stream manual handbook wikis "
    "blogs shortener"
)
#: What a machine is for, in words that are no service's elsewhere.
ROLES = SERVICE_NOUNS | wordset(
    "rendering search files daemon daemons backup backups monitoring routing statistics stats metrics builds uploads "
    "jabber xmpp irc translation webmail git svn cvs cvsweb viewvc gitweb ftp rsync nfs samba dns ldap"
)
#: What people answer for and things are put to, in words that name no service but these.
DUTIES = ROLES | wordset(
    "accounts hardware network networking certificates domains releases packages images tools passwords management "
    "logins tests recordings videos calls binaries artifacts artefacts installers tarballs reports runners snapshots "
    "downloads logs translations tiles newsletter newsletters mailboxes code issues"
)
#: What else communities need and use things for.
NEEDS = wordset(
    "mail mails email emails e-mail e-mails messages mailing chat communication communications discussion discussions "
    "support ticketing meetings conferencing storage signing authentication payments memberships membership "
    "accounting invoicing notifications mailboxes calendars documents files photos media images integration "
    "reviews review bugs localisation localization statistics logs logging errors search streaming video videos "
    "tasks planning tickets containers mirroring deployment deployments virtualisation virtualization vpn identity "
    "databases tracking publishing voting surveys polls forms livestreams newsletters groupware "
    "calendaring telephony podcasts webinars fundraising crowdfunding backups"
)
#: Names of a part that stand for the whole in a service's own section.
PART_NOUNS = wordset(
    "bill bills costs hosting infrastructure setup installation deployment interface frontend backend frontends servers"
)

#: Lower-case words that are no machine's name.
COMMON = wordset(
    "home house premises site hardware donated dedicated hand default volunteers volunteer request demand top "
    "top-of schedule kubernetes docker linux port own various different same it them this that these those "
    "there here one two production staging virtual bare metal machines servers vms a an the our its their his "
    "her my your cloud clouds behalf time average purpose many most some all each every any several multiple "
    "old new shared public private community foundation project sponsors donors members users mail email irc "
    "web https http tcp ssh git branch weekdays weekends mondays paper tape disk disks ssd spare cron nights "
    "night day week campus office basement school university datacenter data colocation colo rack racks "
    "infrastructure platform platforms system systems call duty holiday vacation leave fire provider "
    "hoster sponsor donor power bandwidth electricity traffic connectivity storage space money time hosting transit "
    "given lent bought kept made payed paid channel room key account login www low-end high-end entry-level off-site"
)
#: A title with one of these is about names of the network.
DOMAIN_NOUNS = wordset("domain domains dns names registrar registrars")
