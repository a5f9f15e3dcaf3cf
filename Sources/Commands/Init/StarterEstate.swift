import Estates

/// A small estate to begin from: thirteen workloads of a firm with a server room and a branch, a program with most kinds of
/// rule, and a README that says what each line is for. Every date hangs on the day that the program starts.
///
/// What a reader needs to know stands in the column `note`, which the planner keeps and passes over, and in the names of the
/// rules, since JSON has no comments.
package enum StarterEstate {
  package static func files(start: Day) -> [OutputFile] {
    func day(_ days: Int) -> String { "\(start + days)" }
    let tables: [(String, String)] = [
      (
        "README.md",
        """
        # An estate to begin from

        Everything here is invented: replace it row by row by what you have. Only `program.json` and `workloads.csv` are needed,
        and of the tables only their first column; an empty cell means "not known". Columns that are not listed here are kept,
        and rules can select by them; the column `note` is one of those.

            drawdown check .               what is wrong, doubtful or missing
            drawdown plan . --out out      who moves when, what comes free when, what it is worth
            drawdown verify . out          the same worked out a second way

        | file | one row is |
        |---|---|
        | `sites.csv` | a data center or server room: what it costs a year, until when it is leased |
        | `racks.csv` | a rack, and what it costs |
        | `clusters.csv` | a virtualisation cluster: how many hosts it keeps in reserve |
        | `hosts.csv` | a machine: where it stands, what it costs, when its support ends; `leaves` says when a machine without workloads goes |
        | `applications.csv` | a business application: whose it is, how critical (0 is the most) |
        | `workloads.csv` | what can move: where it runs, what becomes of it, how much work and money the move takes |
        | `dependencies.csv` | `source` needs `target`: `together`, `first`, `last`, `near` or `apart` |
        | `initiatives.csv` | what the business gets once certain workloads are in the cloud, and what being late costs |
        | `initiative_workloads.csv` | which workloads those are |

        `program.json` holds what is wanted, and the rules to move by:

        - `targets`: how much of which measure must be gone by when, with milestones on the way.
        - `calendar`: waves of `waveDays` days; a workload has left on the last day of its wave.
        - `together`, `order`, `apart`: who moves with, after, never beside whom.
        - `limit`: how much may move at a time: hours of a team, gigabytes of a line, a number of workloads.
        - `freeze`: when nothing of a kind may be cut over. `leave`: what must be gone by when. `stay`: what never moves.
        - `relate`: what a dependency of a discovered kind means; `near`: what it costs to have an application in two places.

        """
      ),
      (
        "program.json",
        """
        {
          "name": "Example exit", "currency": "EUR",
          "start": "\(day(0))", "horizon": "\(day(1825))", "discountRate": 0.07,
          "calendar": { "firstWaveStart": "\(day(31))", "waveDays": 28, "lastCutover": "\(day(1095))" },
          "decommissionLagDays": 30, "parallelRunDays": 7, "riskOwner": "programme@example.com",
          "targets": [
            { "measure": "rack_units", "reduction": 0.60, "by": "\(day(1095))",
              "milestones": [ { "by": "\(day(730))", "reduction": 0.25 } ] }
          ],
          "rules": [
            { "rule": "together", "name": "an application's production moves in one wave",
              "by": ["application", "environment"], "where": { "environment": "production" } },
            { "rule": "order", "name": "test moves before production", "by": ["application"],
              "first": { "environment": "test" }, "then": { "environment": "production" }, "lagWaves": 1 },
            { "rule": "apart", "name": "never both halves of a pair", "by": ["pair"] },
            { "rule": "relate", "kind": "sql*", "relation": "together" },
            { "rule": "relate", "kind": "ldap*", "relation": "near", "annualSplitCost": 600 },
            { "rule": "limit", "name": "hours of the team", "measure": "effort_hours", "perWave": [20, 40, 60] },
            { "rule": "limit", "name": "line to the cloud in GB", "measure": "storage_gb", "perWave": 4000 },
            { "rule": "freeze", "name": "year end of the books", "where": { "application": "ERP" },
              "from": "\(day(339))", "to": "\(day(385))" },
            { "rule": "leave", "name": "out of support", "where": { "os": "Windows Server 2012*" }, "by": "\(day(600))" },
            { "rule": "stay", "name": "what the machines on the floor need", "where": { "environment": "plant-floor" } }
          ]
        }

        """
      ),
      (
        "sites.csv",
        """
        site,name,country,annual_cost,lease_end,holdover_annual_cost,note
        HQ,Server room at headquarters,DE,60000,\(day(1300)),30000,rent and people; machines and racks have their own cost
        BRANCH,Cabinet at the branch,DE,6000,,,no lease known

        """
      ),
      (
        "racks.csv",
        """
        rack,site,annual_cost,note
        HQ-R1,HQ,4000,virtualisation
        HQ-R2,HQ,4000,database and network

        """
      ),
      (
        "clusters.csv",
        """
        cluster,site,spare_hosts,cpu_overcommit,memory_overcommit,note
        VM,HQ,1,4,1,one host may fail

        """
      ),
      (
        "hosts.csv",
        """
        host,site,rack,cluster,rack_units,power_kw,cores,memory_gb,annual_cost,end_of_support,refresh_cost,release_order,leaves,note
        hq-esx1,HQ,HQ-R1,VM,2,0.6,32,256,5200,\(day(900)),14000,1,,goes first as the cluster drains
        hq-esx2,HQ,HQ-R1,VM,2,0.6,32,256,5200,\(day(900)),14000,2,,
        hq-esx3,HQ,HQ-R1,VM,2,0.6,32,256,5200,\(day(1500)),14000,3,,
        hq-db1,HQ,HQ-R2,,4,1.1,24,256,9000,\(day(800)),22000,,,one machine for one database
        hq-fw1,HQ,HQ-R2,,1,0.2,,,1500,,,,with_site,network: goes with the room
        br-srv1,BRANCH,,,2,0.4,16,64,2600,\(day(500)),7000,,,

        """
      ),
      (
        "applications.csv",
        """
        application,name,business_unit,owner,criticality
        ERP,Orders and ledger,Finance,ada@example.com,0
        SHOP,Web shop,Sales,ben@example.com,1
        FILES,Files and printing,IT,cem@example.com,2
        CORE,Directory and names,IT,cem@example.com,0
        MES,Machines on the floor,Production,dia@example.com,0

        """
      ),
      (
        "workloads.csv",
        """
        workload,application,environment,host,cluster,pair,os,cores,memory_gb,storage_gb,disposition,effort_hours,lead_waves,annual_run_cost,annual_cloud_cost,one_off_cost,note
        erp-db,ERP,production,hq-db1,,,Oracle Linux 8,16,128,1800,replatform,24,2,14000,12500,9000,prepared over two waves
        erp-app1,ERP,production,,VM,,RHEL 8,8,32,120,rehost,8,1,2400,2600,1200,
        erp-app2,ERP,production,,VM,,RHEL 8,8,32,120,rehost,8,1,2400,2600,1200,
        erp-test,ERP,test,,VM,,RHEL 8,4,16,80,rehost,6,1,1200,900,500,
        shop-web1,SHOP,production,,VM,shop-web,Ubuntu 22.04,4,8,40,rehost,4,1,900,1000,400,one of a pair
        shop-web2,SHOP,staging,,VM,shop-web,Ubuntu 22.04,4,8,40,rehost,4,1,900,1000,400,the other one
        shop-db,SHOP,production,,VM,,PostgreSQL on Ubuntu 22.04,8,32,400,rehost,8,1,2200,2400,800,
        files1,FILES,production,,VM,,Windows Server 2019,4,16,2600,rehost,10,1,1800,2100,900,
        print1,FILES,production,,VM,,Windows Server 2012 R2,2,8,60,retire,2,1,700,,,nobody prints from it any more
        dc1,CORE,shared,,VM,dc,Windows Server 2022,2,8,60,rehost,4,1,700,800,300,
        dc2,CORE,shared,br-srv1,,dc,Windows Server 2019,2,8,60,rehost,4,1,700,800,300,
        br-files,FILES,branch,br-srv1,,,Windows Server 2012 R2,4,16,900,rehost,6,1,1100,900,600,
        mes-gw,MES,plant-floor,,VM,,RHEL 8,4,16,100,retain,,,1500,,,never moves: the machines cannot wait for a wire

        """
      ),
      (
        "dependencies.csv",
        """
        source,target,relation,annual_split_cost,kind,evidence,note
        erp-app1,erp-db,,,sql:1521,asked the owner,relate decides: together
        erp-app2,erp-db,,,sql:1521,asked the owner,
        shop-web1,shop-db,,,sql:5432,flow records,
        shop-web1,erp-app1,near,2400,http,flow records,may be apart for a time; it costs
        files1,dc1,,,ldap:389,flow records,
        erp-app1,dc1,,,ldap:389,flow records,
        print1,files1,last,,smb,asked the owner,the files stay until nobody prints
        mes-gw,erp-app1,near,1800,http,asked the owner,
        erp-test,dc1,,,ldap:389,flow records,
        shop-web2,shop-db,near,900,sql:5432,flow records,stated here: the pair must not move with one database
        dc2,dc1,near,,replication,flow records,
        br-files,dc2,,,ldap:389,flow records,

        """
      ),
      (
        "initiatives.csv",
        """
        initiative,name,due,annual_value,late_annual_cost
        forecast,Demand forecast from orders and shop,\(day(900)),30000,12000

        """
      ),
      (
        "initiative_workloads.csv",
        """
        initiative,workload
        forecast,erp-db
        forecast,shop-db

        """
      ),
    ]
    return tables.map { OutputFile($0.0, Array($0.1.utf8)) }
  }
}
