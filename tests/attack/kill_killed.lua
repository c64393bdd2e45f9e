-- tries: to be killed
-- must: customer error
-- line: 9
-- says: 
-- customer: attacker
-- kills: yes
criterion "attack" {
  weight = 100,
  points = function(attack, revenue)
    if attack == 1 then
      print("die by SIGKILL")
    end
    return 3
  end,
}
